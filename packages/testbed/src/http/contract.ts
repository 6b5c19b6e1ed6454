import type { HttpAnswer, HttpClient } from './client.ts';
import { createConformance } from './conformance.ts';
import { requireDeclaredProblem } from './declared-problem.ts';
import { requireSentences } from './require-sentences.ts';
import { operationsOf, type OpenApiDocument, type Operation } from './openapi-document.ts';

/** The API's document as it publishes it, and what was seen of it. */
export type Contract = {
  readonly operations: ReadonlyMap<string, Operation>;
  operation(id: string): Operation;
  /** Throws when the answer is not what the document declares; else notes it as covered. */
  check(operation: Operation, answer: HttpAnswer): void;
  /** Which `operationId status` pairs were answered since the last call. */
  takeCovered(): readonly string[];
  /** The same, without forgetting it. */
  covered(): readonly string[];
  /** Counts pairs as seen that were seen when what is copied now was made. */
  note(covered: readonly string[]): void;
};

export async function readContract(http: HttpClient): Promise<Contract> {
  const { status, body } = await http.send({ method: 'GET', path: '/openapi.json' });
  if (status !== 200) throw new Error(`The API gives no /openapi.json: it answered ${status}.`);
  const document = body as OpenApiDocument;
  const operations = operationsOf(document);
  const conforms = createConformance(document);
  let covered = new Set<string>();
  return {
    operations,
    operation(id) {
      const operation = operations.get(id);
      if (operation === undefined)
        throw new Error(`The API has no operation ${id}; it has ${[...operations.keys()].join(', ')}.`);
      return operation;
    },
    check(operation, answer) {
      conforms(operation, answer);
      requireDeclaredProblem(operation, answer);
      requireSentences(operation, answer);
      covered.add(`${operation.operationId} ${answer.status}`);
    },
    covered: () => [...covered].toSorted(),
    note(pairs) {
      for (const pair of pairs) covered.add(pair);
    },
    takeCovered() {
      const taken = [...covered].toSorted();
      covered = new Set();
      return taken;
    },
  };
}

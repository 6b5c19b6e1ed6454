import type { HttpAnswer } from '../http/client.ts';
import { createConformance } from '../http/conformance.ts';
import { requireDeclaredProblem } from '../http/declared-problem.ts';
import { operationsOf, type OpenApiDocument, type Operation } from '../http/openapi-document.ts';
import type { Kind } from './kind.ts';
import type { HostileRequest } from './request.ts';

/** Throws with what is wrong with an answer. */
export type Judge = (kind: Kind, request: HostileRequest, answer: HttpAnswer | null) => void;

/** Ten times what the longest refusal says: nobody gets a megabyte for a kilobyte of nonsense. */
const LONGEST_REFUSAL = 20_000;

/** Of requests that belong to no operation: no such path, no such method, a path that cannot be read. */
const OFF_THE_ROUTE = ['route-not-found', 'method-not-allowed', 'malformed-request'];

/** What the HTTP parser refuses before there is a request. */
const UNREADABLE = [400, 408, 413, 431];

export function createJudge(document: OpenApiDocument): Judge {
  const conforms = createConformance(document);
  const operations = [...operationsOf(document).values()];
  const problem = problemOf(operations);
  return (kind, request, answer) => {
    if (answer === null) {
      if (request.hangsUp === true) return;
      throw new Error('The connection was closed without an answer.');
    }
    const { status, body } = answer;
    const isHead = request.method === 'HEAD';
    if (status >= 500) throw new Error(`An error of the server: ${status} ${answer.text}`);
    if (status >= 400 && !isHead) requireProblem(answer);
    if (status >= 400 && answer.text.length > LONGEST_REFUSAL)
      throw new Error(`A refusal of ${answer.text.length} characters: ${answer.text.slice(0, 300)}…`);
    const operation = operations.find((one) => leadsTo(one, request));
    const offTheRoute =
      kind.offTheRoute === true &&
      (answer.headers['x-request-id'] === undefined
        ? UNREADABLE.includes(status)
        : OFF_THE_ROUTE.includes(isHead ? 'route-not-found' : slugOf(body)));
    if (isHead) {
      if (operation === undefined ? !offTheRoute : operation.responses[status] === undefined && !offTheRoute)
        throw new Error(`HEAD was answered with ${status}, which the document does not declare for GET.`);
      return;
    }
    if (operation !== undefined && !(offTheRoute && operation.responses[status] === undefined)) {
      conforms(operation, answer);
      if (!offTheRoute && !isOfTheParser(answer)) requireDeclaredProblem(operation, answer);
      return;
    }
    if (!offTheRoute)
      throw new Error(
        `The document has no such operation, and yet it was answered: ${status} ${answer.text}`,
      );
    if (problem !== null)
      conforms({ ...problem, operationId: 'no operation', responses: { [status]: problem.refusal } }, answer);
  };
}

export const slugOf = (body: unknown): string =>
  String((body as { type?: unknown } | null)?.type).replace(/^.*\//, '');

/** No request came of it, so it has no number: the parser does not know what is declared. */
const isOfTheParser = ({ status, headers, body }: HttpAnswer): boolean =>
  headers['x-request-id'] === undefined &&
  UNREADABLE.includes(status) &&
  slugOf(body) === 'malformed-request';

function requireProblem({ status, headers, body, text }: HttpAnswer): void {
  if (headers['content-type'] !== 'application/problem+json')
    throw new Error(
      `A refusal that is no problem+json: ${status} as ${headers['content-type'] ?? 'nothing'}: ${text}`,
    );
  if ((body as { status?: unknown }).status !== status)
    throw new Error(`The problem says another status than the answer, ${status}: ${text}`);
}

function leadsTo({ method, path }: Operation, request: HostileRequest): boolean {
  if (method !== (request.method === 'HEAD' ? 'GET' : request.method)) return false;
  const pattern = path.replaceAll(/[.]/g, String.raw`\.`).replaceAll(/\{\w+\}/g, '[^/]+');
  return new RegExp(`^${pattern}$`).test(pathIn(request.path));
}

/** A target may be a whole URL, and end in a query or a fragment. */
const pathIn = (target: string): string => target.replace(/^https?:\/\/[^/]*/, '').replace(/[?#].*$/s, '');

/** What any refusal looks like, wherever the document says it. */
function problemOf(operations: readonly Operation[]) {
  for (const operation of operations)
    for (const refusal of Object.values(operation.responses))
      if (refusal.content?.['application/problem+json'] !== undefined) return { ...operation, refusal };
  return null;
}

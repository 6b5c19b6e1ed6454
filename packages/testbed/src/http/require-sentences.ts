import type { HttpAnswer } from './client.ts';
import type { Operation } from './openapi-document.ts';

type Refusal = { readonly title: string; readonly detail: string };

/** Three words at least, and a full stop. */
const SENTENCE = /^\S+ \S+ \S.*\.$/s;
const TITLE = /^\S+ \S+ \S/;

/** Throws when a refusal does not say in words what was wrong: whoever gets it has nothing else to go by. */
export function requireSentences({ operationId }: Operation, answer: HttpAnswer): void {
  if (!(answer.headers['content-type'] ?? '').startsWith('application/problem+json')) return;
  const { title, detail } = answer.body as Refusal;
  if (TITLE.test(title) && SENTENCE.test(detail)) return;
  throw new Error(
    `${operationId} answered ${answer.status} without saying what was wrong: title "${title}", detail "${detail}".`,
  );
}

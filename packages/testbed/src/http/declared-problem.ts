import type { HttpAnswer } from './client.ts';
import type { Operation } from './openapi-document.ts';

/**
 * Throws when an answer is a problem of a kind that the document does not name for its status: the description of that
 * answer lists them. What the HTTP parser refuses is nobody's in particular, and is not held to this.
 */
export function requireDeclaredProblem({ operationId, responses }: Operation, answer: HttpAnswer): void {
  if (!(answer.headers['content-type'] ?? '').startsWith('application/problem+json')) return;
  const { type } = answer.body as { readonly type: string };
  const { description } = responses[String(answer.status)] ?? responses['default'] ?? { description: '' };
  const slug = type.replace('/problems/', '');
  if (!description.split(', ').includes(slug))
    throw new Error(
      `${operationId} answered ${answer.status} with the problem ${slug}; the document declares ${description}.`,
    );
}

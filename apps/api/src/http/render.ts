import { problemBody } from '../problems/problem-body.ts';
import type { Refusal, Reply } from './operation.ts';

/** An answer as it goes over the wire, and as it is stored for a replay: the same bytes both times. */
export type Rendered = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
};

export function render(result: Reply | Refusal, requestId: string): Rendered {
  if ('problem' in result) {
    return {
      status: result.problem.status,
      headers: { 'content-type': 'application/problem+json', ...lowerCase(result.problem.headers) },
      body: JSON.stringify(problemBody(result.problem, requestId)),
    };
  }
  if (result.body === undefined)
    return { status: result.status, headers: lowerCase(result.headers ?? {}), body: null };
  const [contentType, body] =
    typeof result.body === 'string'
      ? ['text/plain; charset=utf-8', result.body]
      : ['application/json', JSON.stringify(result.body)];
  return {
    status: result.status,
    headers: { 'content-type': contentType, ...lowerCase(result.headers ?? {}) },
    body,
  };
}

const lowerCase = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

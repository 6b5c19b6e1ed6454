import { randomUUID } from 'node:crypto';
import type { HttpClient } from '../http/client.ts';
import type { Contract } from '../http/contract.ts';
import type { Answer, ProblemAnswer } from './answer.ts';

export type CallOptions = {
  /** The API key to call with; null calls without one. */
  readonly key?: string | null;
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** A new one for each POST unless given. */
  readonly idempotencyKey?: string | null;
  /** Instead of the API under test: another one. */
  readonly via?: HttpClient;
};

export type Call = <T>(operationId: string, options?: CallOptions) => Promise<Answer<T>>;

/** Calls operations by their id, as the API's own document describes them, and holds the answers to it. */
export function createCall(http: HttpClient, contract: Contract): Call {
  return async <T>(operationId: string, options: CallOptions = {}): Promise<Answer<T>> => {
    const operation = contract.operation(operationId);
    const { key, params = {}, query = {}, body, via = http } = options;
    const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
      encodeURIComponent(params[name] ?? ''),
    );
    const search = new URLSearchParams(query).toString();
    const answer = await via.send({
      method: operation.method,
      path: search === '' ? path : `${path}?${search}`,
      headers: {
        ...(typeof key === 'string' ? { authorization: `Bearer ${key}` } : {}),
        ...idempotency(operation.method, options.idempotencyKey),
        ...options.headers,
      },
      ...(body === undefined ? {} : { body }),
    });
    contract.check(operation, answer);
    return { ...answer, body: answer.body as T, problem: problemOf(answer) };
  };
}

function idempotency(method: string, key: string | null | undefined): Record<string, string> {
  if (key === null) return {};
  if (key !== undefined) return { 'idempotency-key': key };
  return method === 'POST' ? { 'idempotency-key': randomUUID() } : {};
}

function problemOf(answer: {
  headers: Readonly<Record<string, string>>;
  body: unknown;
}): ProblemAnswer | null {
  if (!String(answer.headers['content-type']).startsWith('application/problem+json')) return null;
  const body = answer.body as { type: string; title: string };
  return { ...body, slug: body.type.slice(body.type.lastIndexOf('/') + 1) };
}

import { openApi } from '@topheavy/api';
import { operationsOf, type OpenApiDocument } from '../http/openapi-document.ts';
import { callOf, type Call } from './call.ts';
import { KINDS } from './kinds.ts';

/** Whose key the requests carry. */
export const CALLERS = ['customer', 'back office'] as const;
export type Caller = (typeof CALLERS)[number];

/** How many requests of which kind one operation gets from one caller. */
export type Plan = {
  readonly call: Call;
  readonly counts: Readonly<Record<string, number>>;
};

/**
 * Spreads at least `requests` over the operations that are named, or over all; of each kind that fits, an
 * operation gets as many as of the others. `each` gives that many to every operation.
 * @throws when there is no operation of that name
 */
export function planFor(
  document: OpenApiDocument,
  { requests, operation }: { readonly requests: number; readonly operation: string | null },
): Plan[] {
  const all = [...operationsOf(document).values()];
  const chosen =
    operation === null || operation === 'each'
      ? all
      : all.filter(({ operationId }) => operationId === operation);
  if (chosen.length === 0)
    throw new Error(
      `There is no operation ${operation}; choose one of ${all.map((one) => one.operationId).join(', ')}.`,
    );
  const forOne = operation === null ? requests / chosen.length : requests;
  return chosen.map((one) => {
    const call = callOf(document, one);
    const fitting = KINDS.filter((kind) => kind.fits(call));
    const count = Math.ceil(forOne / CALLERS.length / fitting.length);
    return { call, counts: Object.fromEntries(fitting.map(({ name }) => [name, count])) };
  });
}

export const sumOf = ({ counts }: Plan): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

/** The same for the API's own operations, where no server runs yet: tests are collected from it. */
export const publishedPlan = (options: { requests: number; operation: string | null }): Plan[] =>
  planFor(openApi() as unknown as OpenApiDocument, options);

import type { Operation } from './operation.ts';

export type Route<State> = { operation: Operation<State>; params: Record<string, string> };

/** Finds the operation for a method and path. Literal segments win over `:names`. */
export const createRouter = <State>(
  operations: readonly Operation<State>[],
): ((method: string, path: string) => Route<State> | undefined) => {
  const compiled = operations
    .map((operation) => ({ operation, segments: operation.path.split('/') }))
    .toSorted((a, b) => names(a.segments) - names(b.segments));
  return (method, path) => {
    const asked = path.split('/');
    for (const { operation, segments } of compiled) {
      if (operation.method !== method || segments.length !== asked.length) continue;
      const params = match(segments, asked);
      if (params !== undefined) return { operation, params };
    }
    return undefined;
  };
};

const names = (segments: readonly string[]): number => segments.filter((s) => s.startsWith(':')).length;

const match = (segments: readonly string[], asked: readonly string[]): Record<string, string> | undefined => {
  const params: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const value = decode(asked[index] ?? '');
    if (segment.startsWith(':')) {
      if (value === undefined || value === '') return undefined;
      params[segment.slice(1)] = value;
    } else if (segment !== value) {
      return undefined;
    }
  }
  return params;
};

const decode = (segment: string): string | undefined => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
};

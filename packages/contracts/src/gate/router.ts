import type { OperationContract } from '../operation.ts';

export type Routed = {
  readonly operation: OperationContract;
  /** What stood in the path in place of the names in braces. */
  readonly names: Readonly<Record<string, string>>;
};

type Route = (method: string, path: string) => Routed | undefined;

/** The operation of a method and path, if there is one. Literal segments win over those in braces. */
export const createRouter = (operations: readonly OperationContract[]): Route => {
  const compiled = operations
    .map((operation) => ({ operation, segments: operation.path.split('/') }))
    .toSorted((a, b) => holes(a.segments) - holes(b.segments));
  return (method, path) => {
    if (!isDecodable(path)) return undefined;
    const asked = path.split('/');
    const found = compiled.find(
      ({ operation, segments }) =>
        operation.method === method &&
        segments.length === asked.length &&
        segments.every((segment, index) =>
          segment.startsWith('{') ? asked[index] !== '' : segment === asked[index],
        ),
    );
    return found && { operation: found.operation, names: namesOf(found.segments, asked) };
  };
};

const holes = (segments: readonly string[]): number => segments.filter((one) => one.startsWith('{')).length;

/** Not where a `%` has nothing after it that stands for a character. */
const isDecodable = (path: string): boolean => {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
};

const namesOf = (segments: readonly string[], asked: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    segments.flatMap((segment, index) =>
      segment.startsWith('{') ? [[segment.slice(1, -1), decodeURIComponent(asked[index] ?? '')]] : [],
    ),
  );

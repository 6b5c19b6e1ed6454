import type { OperationContract } from '../operation.ts';

type Route = (method: string, path: string) => OperationContract | undefined;

/** The operation of a method and path. Literal segments win over those in braces. */
export const createRouter = (operations: readonly OperationContract[]): Route => {
  const compiled = operations
    .map((operation) => ({ operation, segments: operation.path.split('/') }))
    .toSorted((a, b) => holes(a.segments) - holes(b.segments));
  return (method, path) => {
    const asked = path.split('/');
    return compiled.find(
      ({ operation, segments }) =>
        operation.method === method &&
        segments.length === asked.length &&
        segments.every((segment, index) =>
          segment.startsWith('{') ? asked[index] !== '' : segment === asked[index],
        ),
    )?.operation;
  };
};

const holes = (segments: readonly string[]): number => segments.filter((one) => one.startsWith('{')).length;

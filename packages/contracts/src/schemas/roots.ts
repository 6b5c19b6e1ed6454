import { formName } from '../derive/as-form.ts';
import type { OperationContract } from '../operation.ts';
import type { ProviderContract } from '../provider-contract.ts';

/** The schema that holds the parameters of a request; undefined where it has none. */
export const requestSchema = ({ request }: OperationContract): string | undefined => {
  if (request.schema === undefined) return undefined;
  return request.in === 'json' ? request.schema : formName(request.schema);
};

/** The schema that holds what a path has in place of the names in braces; undefined where nothing is said of it. */
export const pathSchema = ({ request }: OperationContract): string | undefined =>
  request.path === undefined ? undefined : formName(request.path);

/** The schemas that values are held to: of requests, answers and events. */
export const rootsOf = ({ operations, event }: ProviderContract): string[] => {
  const names = operations.flatMap((operation) => [
    requestSchema(operation),
    pathSchema(operation),
    ...Object.values(operation.responses),
  ]);
  return [...new Set([...names, event].filter((name) => name !== undefined))].toSorted();
};

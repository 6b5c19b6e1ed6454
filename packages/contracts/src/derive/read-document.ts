import type { OperationContract } from '../operation.ts';
import type { ProviderName } from '../provider-name.ts';
import { mapInside, type Definitions, type Schema } from '../schema.ts';
import {
  responseOf,
  type DocumentedOperation,
  type DocumentedParameter,
  type OpenApiDocument,
} from './open-document.ts';

const parametersName = (operation: DocumentedOperation, place: DocumentedParameter['in']): string =>
  `${operation.operationId}.${place}`;

const answerName = (operation: DocumentedOperation, status: string): string =>
  `${operation.operationId}.${status}`;

const parametersIn = (operation: DocumentedOperation, place: DocumentedParameter['in']) =>
  (operation.parameters ?? []).filter((parameter) => parameter.in === place);

const documented = (document: OpenApiDocument): (readonly [path: string, operation: DocumentedOperation])[] =>
  Object.entries(document.paths).map(([path, { get }]) => [path, get]);

export const operationsOf = (provider: ProviderName, document: OpenApiDocument): OperationContract[] =>
  documented(document).map(([path, operation]) => {
    const statuses = Object.keys(operation.responses);
    return {
      id: `${provider}.${operation.operationId}`,
      provider,
      method: 'GET',
      path,
      statuses: statuses.map(Number),
      request: {
        in: 'query',
        schema: parametersName(operation, 'query'),
        ...(parametersIn(operation, 'path').length > 0 && { path: parametersName(operation, 'path') }),
      },
      responses: Object.fromEntries(statuses.map((status) => [status, answerName(operation, status)])),
      agreements: Object.entries(operation['x-repeats'] ?? {}).map(([asked, answered]) => ({
        asked,
        answered,
      })),
    };
  });

/** One schema for what each path and each query has, one for each answer, and those of the components. */
export const readDocument = (document: OpenApiDocument): Definitions => {
  const inline = documented(document).flatMap(([, operation]): [string, Schema][] => [
    ...(['path', 'query'] as const).map((place): [string, Schema] => [
      parametersName(operation, place),
      objectOf(parametersIn(operation, place)),
    ]),
    ...Object.entries(operation.responses).map(([status, response]): [string, Schema] => [
      answerName(operation, status),
      responseOf(document, response)?.content['application/json'].schema ?? {},
    ]),
  ]);
  const all = { ...document.components.schemas, ...Object.fromEntries(inline) };
  return Object.fromEntries(Object.entries(all).map(([name, schema]) => [name, withLocalRefs(schema)]));
};

const objectOf = (parameters: readonly DocumentedParameter[]): Schema => ({
  type: 'object',
  properties: Object.fromEntries(parameters.map(({ name, schema }) => [name, schema])),
  required: parameters.filter(({ required }) => required === true).map(({ name }) => name),
});

const withLocalRefs = (schema: Schema): Schema => {
  const changed = mapInside(schema, withLocalRefs);
  return changed.$ref === undefined
    ? changed
    : { ...changed, $ref: changed.$ref.replace('#/components/schemas/', '#/$defs/') };
};

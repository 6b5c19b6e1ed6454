import type { OperationContract } from '../operation.ts';
import type { ProviderName } from '../provider-name.ts';
import { mapInside, type Definitions, type Schema } from '../schema.ts';

/** The part of OpenAPI 3.1 that our documents use. */
export type OpenApiDocument = {
  readonly paths: Readonly<Record<string, { readonly get: DocumentedOperation }>>;
  readonly components: {
    readonly schemas: Definitions;
    readonly responses: Readonly<Record<string, Response>>;
  };
};

type DocumentedOperation = {
  readonly operationId: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly in: 'query' | 'path';
    readonly required?: boolean;
    readonly schema: Schema;
  }[];
  readonly responses: Readonly<Record<string, Response | { readonly $ref: string }>>;
  /** By what is asked for, what is answered: see `Agreement`. */
  readonly 'x-repeats'?: Readonly<Record<string, string>>;
};

type Response = { readonly content: { readonly 'application/json': { readonly schema: Schema } } };

const queryName = (operation: DocumentedOperation): string => `${operation.operationId}.query`;

const answerName = (operation: DocumentedOperation, status: string): string =>
  `${operation.operationId}.${status}`;

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
      request: { in: 'query', schema: queryName(operation) },
      responses: Object.fromEntries(statuses.map((status) => [status, answerName(operation, status)])),
      agreements: Object.entries(operation['x-repeats'] ?? {}).map(([asked, answered]) => ({
        asked,
        answered,
      })),
    };
  });

/** One schema for each query and each answer, and those of the components. */
export const readDocument = (document: OpenApiDocument): Definitions => {
  const inline = documented(document).flatMap(([, operation]): [string, Schema][] => {
    const query = operation.parameters.filter((parameter) => parameter.in === 'query');
    return [
      [
        queryName(operation),
        {
          type: 'object',
          properties: Object.fromEntries(query.map(({ name, schema }) => [name, schema])),
          required: query.filter(({ required }) => required === true).map(({ name }) => name),
        },
      ],
      ...Object.entries(operation.responses).map(([status, response]): [string, Schema] => [
        answerName(operation, status),
        schemaOf('$ref' in response ? named(document, response.$ref) : response),
      ]),
    ];
  });
  const all = { ...document.components.schemas, ...Object.fromEntries(inline) };
  return Object.fromEntries(Object.entries(all).map(([name, schema]) => [name, withLocalRefs(schema)]));
};

const schemaOf = (response: Response): Schema => response.content['application/json'].schema;

const named = (document: OpenApiDocument, ref: string): Response => {
  const response = document.components.responses[ref.split('/').at(-1) ?? ''];
  if (response === undefined) throw new Error(`The document has no ${ref}.`);
  return response;
};

const withLocalRefs = (schema: Schema): Schema => {
  const changed = mapInside(schema, withLocalRefs);
  return changed.$ref === undefined
    ? changed
    : { ...changed, $ref: changed.$ref.replace('#/components/schemas/', '#/$defs/') };
};

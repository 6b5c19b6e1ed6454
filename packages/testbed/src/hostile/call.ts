import type { Operation, OpenApiDocument } from '../http/openapi-document.ts';
import { resolved, type Schema } from './schema.ts';

type Parameter = { readonly name: string; readonly required: boolean; readonly schema: Schema };

/** An operation as its document describes what it takes, every reference followed. */
export type Call = {
  readonly operation: Operation;
  readonly path: readonly Parameter[];
  readonly query: readonly Parameter[];
  readonly header: readonly Parameter[];
  readonly body: Schema | null;
  readonly needsKey: boolean;
};

type Described = {
  readonly parameters?: readonly { name: string; in: string; required?: boolean; schema: Schema }[];
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: Schema } } };
};

export function callOf(document: OpenApiDocument, operation: Operation): Call {
  const { parameters = [], requestBody } = operation as unknown as Described;
  const takenFrom = (place: string): Parameter[] =>
    parameters
      .filter((parameter) => parameter.in === place)
      .map(({ name, required = false, schema }) => ({ name, required, schema: resolved(document, schema) }));
  return {
    operation,
    path: takenFrom('path'),
    query: takenFrom('query'),
    header: takenFrom('header'),
    body:
      requestBody === undefined ? null : resolved(document, requestBody.content['application/json'].schema),
    needsKey: (operation.security ?? []).length > 0,
  };
}

export const takes = ({ header }: Call, name: string): boolean => header.some((one) => one.name === name);

/** Whether the server reads the body: a webhook's too, which the document does not describe. */
export const readsBody = ({ body, needsKey, operation }: Call): boolean =>
  body !== null || (!needsKey && operation.method === 'POST');

import { isObject, type JsonObject } from './json.ts';
import { modernised } from './modernised.ts';
import type { SchemaWitness, Witness } from './witness.ts';

/** The part of an OpenAPI document that is read here. */
export type OpenApiDocument = {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, OpenApiOperation>>>>;
  readonly components: JsonObject;
};

type OpenApiOperation = {
  readonly responses: Readonly<Record<string, OpenApiResponse | { readonly $ref: string }>>;
};

type OpenApiResponse = {
  readonly content?: Readonly<Record<string, { readonly schema?: JsonObject; readonly example?: unknown }>>;
};

/** Operations under our names: their method and path in the document. */
export type Routes = Readonly<Record<string, readonly [method: string, path: string]>>;

type Reading = {
  /** One JSON Schema that holds all others. */
  readonly documents: JsonObject[];
  readonly schemas: SchemaWitness[];
  readonly witnesses: Witness[];
};

/**
 * The schema and the examples of every JSON answer of these operations. With `closed`, an answer may
 * have no field that the document does not name. Throws when the document has no such operation.
 */
export function readOpenApi(
  document: OpenApiDocument,
  routes: Routes,
  file: string,
  { closed, defaultStatuses = [] }: { closed: boolean; defaultStatuses?: readonly number[] },
): Reading {
  const $id = `witness:/${file}`;
  const answers: Record<string, JsonObject> = {};
  const reading: Reading = {
    documents: [{ $id, components: modernised(document.components, { closed }), answers }],
    schemas: [],
    witnesses: [],
  };
  for (const [operation, [method, path]] of Object.entries(routes)) {
    const responses = document.paths[path]?.[method]?.responses;
    if (responses === undefined) throw new Error(`${file} describes no ${method.toUpperCase()} ${path}.`);
    for (const [name, response] of Object.entries(responses)) {
      const media = resolved(document, response).content?.['application/json'];
      if (media?.schema === undefined) continue;
      const source = `${file} ${method.toUpperCase()} ${path} ${name}`;
      answers[`${operation} ${name}`] = modernised(media.schema, { closed });
      const schema = { $ref: `${$id}#/answers/${operation}%20${name}` };
      const statuses = name === 'default' ? defaultStatuses : [Number(name)];
      for (const status of statuses) {
        reading.schemas.push({ operation, status, schema, source });
        for (const value of examplesOf(document, media)) {
          reading.witnesses.push({ operation, status, value, source: `${source} example` });
        }
      }
    }
  }
  return reading;
}

function resolved<Part extends object>(
  document: OpenApiDocument,
  part: Part | { readonly $ref: string },
): Part {
  if (!('$ref' in part)) return part;
  const found = part.$ref
    .slice('#/'.length)
    .split('/')
    .reduce<unknown>((inside, name) => (isObject(inside) ? inside[name] : undefined), document);
  if (!isObject(found)) throw new Error(`The document has nothing at ${part.$ref}.`);
  return found as Part;
}

/** Examples stand beside the schema, or within the schema it refers to. */
function examplesOf(
  document: OpenApiDocument,
  { schema, example }: { readonly schema?: JsonObject; readonly example?: unknown },
): unknown[] {
  const within = schema === undefined ? undefined : resolved<JsonObject>(document, schema)['example'];
  return [example, within].filter((one) => one !== undefined);
}

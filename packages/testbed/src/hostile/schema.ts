import type { OpenApiDocument } from '../http/openapi-document.ts';

/** The parts of JSON Schema that the API's document describes requests with. */
export type Schema = {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly const?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
};

/** The schema with every reference replaced by what it refers to. */
export function resolved(document: OpenApiDocument, schema: Schema): Schema {
  const { $ref, ...own } = schema;
  const target =
    $ref === undefined ? {} : document.components?.schemas?.[$ref.slice($ref.lastIndexOf('/') + 1)];
  if (target === undefined) throw new Error(`The document refers to ${$ref}, which it does not have.`);
  const whole: Schema = { ...target, ...own };
  if ($ref !== undefined) return resolved(document, whole);
  const all = (schemas: readonly Schema[]): Schema[] => schemas.map((one) => resolved(document, one));
  return {
    ...whole,
    ...(whole.items && { items: resolved(document, whole.items) }),
    ...(whole.anyOf && { anyOf: all(whole.anyOf) }),
    ...(whole.oneOf && { oneOf: all(whole.oneOf) }),
    ...(whole.properties && {
      properties: Object.fromEntries(
        Object.entries(whole.properties).map(([name, member]) => [name, resolved(document, member)]),
      ),
    }),
  };
}

/** Every schema within, itself first. */
export function schemasIn(schema: Schema): Schema[] {
  const inner = [
    ...Object.values(schema.properties ?? {}),
    ...(schema.items ? [schema.items] : []),
    ...(schema.anyOf ?? schema.oneOf ?? []),
  ];
  return [schema, ...inner.flatMap(schemasIn)];
}

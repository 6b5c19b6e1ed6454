export type JsonType = 'string' | 'number' | 'integer' | 'boolean' | 'null' | 'array' | 'object';

/** The part of JSON Schema 2020-12 that the contracts are written in. */
export type Schema = {
  readonly $ref?: string;
  readonly type?: JsonType | readonly JsonType[];
  readonly const?: string | number | boolean;
  readonly enum?: readonly (string | number | boolean | null)[];
  readonly anyOf?: readonly Schema[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly multipleOf?: number;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | false;
  readonly minProperties?: number;
  readonly not?: Schema;
  readonly if?: Schema;
  readonly then?: Schema;
  readonly else?: Schema;
  /** The provider may add values to this enum: closed for our fakes, any string elsewhere. */
  readonly openEnum?: true;
  /** An id in whose place the provider sends the object when it is asked to expand it. */
  readonly expandable?: true;
};

export type Definitions = Readonly<Record<string, Schema>>;

export const refTo = (name: string): Schema => ({ $ref: `#/$defs/${name}` });

export const nameOfRef = ({ $ref = '' }: Schema): string => $ref.slice('#/$defs/'.length);

/** The same schema with each schema directly inside it changed. */
export const mapInside = (schema: Schema, change: (inner: Schema) => Schema): Schema => {
  const changed: Record<string, unknown> = { ...schema };
  for (const key of ['items', 'not', 'if', 'then', 'else'] as const) {
    const inner = schema[key];
    if (inner !== undefined) changed[key] = change(inner);
  }
  if (schema.anyOf !== undefined) changed['anyOf'] = schema.anyOf.map(change);
  if (schema.properties !== undefined) {
    changed['properties'] = Object.fromEntries(
      Object.entries(schema.properties).map(([name, inner]) => [name, change(inner)]),
    );
  }
  if (typeof schema.additionalProperties === 'object')
    changed['additionalProperties'] = change(schema.additionalProperties);
  return changed;
};

/** Null besides what the schema allows. */
export const orNull = (schema: Schema): Schema =>
  schema.anyOf === undefined
    ? { anyOf: [schema, { type: 'null' }] }
    : schema.anyOf.some(({ type }) => type === 'null')
      ? schema
      : { ...schema, anyOf: [...schema.anyOf, { type: 'null' }] };

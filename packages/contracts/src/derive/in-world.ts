import { mapInside, nameOfRef, type Definitions, type JsonType, type Schema } from '../schema.ts';
import type { World } from '../types.ts';

/**
 * The schemas as they are enforced. 'closed': no member and no value beyond the contract. 'open': further
 * members, further values of open enums, and objects in place of ids.
 */
export const inWorld = (definitions: Definitions, world: World): Definitions => {
  const enforce = (schema: Schema): Schema => {
    const { openEnum, expandable, ...inner } = mapInside(schema, enforce);
    if (world === 'open') {
      if (openEnum === true) return { type: 'string' };
      if (expandable === true) return { anyOf: [inner, { type: 'object' }] };
      return inner;
    }
    const isObject = inner.type === 'object' && inner.additionalProperties === undefined;
    return isObject ? { ...inner, additionalProperties: false } : inner;
  };
  const enforced = Object.fromEntries(
    Object.entries(definitions).map(([name, schema]) => [name, enforce(schema)]),
  );
  const choose = (schema: Schema): Schema => byType(mapInside(schema, choose), enforced);
  return Object.fromEntries(Object.entries(enforced).map(([name, schema]) => [name, choose(schema)]));
};

/**
 * A union whose members differ in their JSON type, or in a member that says which one it is, so that a
 * complaint is about the one that was meant and not about all of them.
 */
const byType = (schema: Schema, definitions: Definitions): Schema => {
  const { anyOf, ...rest } = schema;
  if (anyOf === undefined || anyOf.length < 2) return schema;
  const groups = new Map<JsonType, Schema[]>();
  for (const member of anyOf) {
    const type = jsonType(member, definitions);
    if (type === undefined) return schema;
    groups.set(type, [...(groups.get(type) ?? []), member]);
  }
  const branches = [...groups].map(([type, members]) => ({
    type,
    schema: members.length === 1 ? (members[0] ?? {}) : byTag(members, definitions),
  }));
  if (branches.every(({ schema: branch }) => isPlain(branch))) {
    const types = branches.map(({ type, schema: branch }) => branch.type ?? type) as JsonType[];
    return { ...rest, ...Object.assign({}, ...branches.map((one) => one.schema)), type: types };
  }
  // What comes last is what a value of another type should have been.
  branches.sort((a, b) => weight(a.type) - weight(b.type));
  const [last, ...others] = branches.toReversed();
  if (last === undefined) return schema;
  const combined = others.reduce<Schema>(
    (otherwise, { type, schema: branch }) => choice({ type }, branch, otherwise),
    last.schema,
  );
  return { ...rest, ...combined };
};

/** Says only what it says about values of its own type, so that it can stand beside others. */
const isPlain = (schema: Schema): boolean =>
  schema.type !== undefined &&
  schema.$ref === undefined &&
  schema.enum === undefined &&
  schema.anyOf === undefined &&
  schema.if === undefined;

const weight = (type: JsonType): number =>
  ['null', 'string', 'number', 'boolean', 'array', 'object'].indexOf(type);

const jsonType = (schema: Schema, definitions: Definitions): JsonType | undefined => {
  if (schema.$ref !== undefined) return jsonType(definitions[nameOfRef(schema)] ?? {}, definitions);
  if (schema.type === 'integer') return 'number';
  if (typeof schema.type === 'string') return schema.type;
  const values = schema.enum ?? (schema.const === undefined ? [] : [schema.const]);
  const types = new Set(values.map((value) => typeof value as JsonType));
  const [only] = types;
  return types.size === 1 ? only : undefined;
};

/** Objects that tell themselves apart by a member with one value each. */
const byTag = (members: readonly Schema[], definitions: Definitions): Schema => {
  const resolved = members.map((member) =>
    member.$ref === undefined ? member : (definitions[nameOfRef(member)] ?? {}),
  );
  const tag = Object.keys(resolved[0]?.properties ?? {}).find(
    (name) =>
      new Set(resolved.map(({ properties }) => properties?.[name]?.const ?? Symbol('none'))).size ===
        resolved.length &&
      resolved.every(
        ({ properties, required }) =>
          properties?.[name]?.const !== undefined && required?.includes(name) === true,
      ),
  );
  if (tag === undefined) return { anyOf: members };
  const valueOf = (index: number) => resolved[index]?.properties?.[tag]?.const ?? '';
  return {
    type: 'object',
    required: [tag],
    properties: { [tag]: { enum: members.map((_, index) => valueOf(index)) } },
    ...members.reduceRight<Schema>(
      (otherwise, member, index) =>
        choice({ properties: { [tag]: { const: valueOf(index) } }, required: [tag] }, member, otherwise),
      {},
    ),
  };
};

// oxlint-disable unicorn/no-thenable -- JSON Schema's keyword.
const choice = (condition: Schema, fitting: Schema, otherwise: Schema): Schema => ({
  if: condition,
  then: fitting,
  else: otherwise,
});

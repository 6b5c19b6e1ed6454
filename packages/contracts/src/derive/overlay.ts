import { orNull, type Definitions, type Schema } from '../schema.ts';

/**
 * What the provider promises and its types cannot say. `at` names members as 'Type.member', items of a list
 * as 'Type.member[]', every type's member of that name as '*.member', or a type as 'Type'.
 */
export type OverlayEntry = {
  readonly at: readonly string[];
  /** Where the provider says so. */
  readonly source: string;
} & (
  | { readonly is: Schema }
  /** Keywords besides those that the type gave; of something that may be null, of the rest. */
  | { readonly and: Schema }
  | { readonly nullable: boolean }
  | { readonly required: boolean }
  /** A member that the types lack. */
  | { readonly add: Schema }
  | { readonly absent: true }
);

/** Throws with every entry that names something the types (no longer) have, or adds what they have by now. */
export const applyOverlay = (definitions: Definitions, overlay: readonly OverlayEntry[]): Definitions => {
  const changed: Record<string, Schema> = { ...definitions };
  const stale: string[] = [];
  for (const entry of overlay) {
    for (const at of entry.at) {
      try {
        for (const [name, path] of placesOf(changed, at)) {
          changed[name] = changeAt(changed[name] ?? {}, path, entry, at);
        }
      } catch (error) {
        stale.push(error instanceof Error ? error.message : String(error));
      }
    }
  }
  if (stale.length > 0) throw new Error([...new Set(stale)].join('\n'));
  return changed;
};

type Place = readonly [definition: string, path: readonly string[]];

const placesOf = (definitions: Definitions, at: string): Place[] => {
  const segments = at.replaceAll('[]', '.[]').split('.');
  if (segments[0] === '*') {
    const [member = ''] = segments.slice(1);
    const names = Object.keys(definitions).filter((name) => definitions[name]?.properties?.[member]);
    if (names.length === 0) throw new Error(`The overlay names ${at}, which no type has.`);
    return names.map((name) => [name, segments.slice(1)]);
  }
  for (let length = segments.length; length > 0; length -= 1) {
    const name = segments.slice(0, length).join('.');
    if (definitions[name] !== undefined) return [[name, segments.slice(length)]];
  }
  throw new Error(`The overlay names ${at}, which the types do not have.`);
};

const changeAt = (schema: Schema, path: readonly string[], entry: OverlayEntry, at: string): Schema => {
  const [step, ...rest] = path;
  if (step === undefined) return changeSchema(schema, entry, at);
  if (step === '[]') {
    if (schema.items === undefined) return insideUnion(schema, path, entry, at);
    return { ...schema, items: changeAt(schema.items, rest, entry, at) };
  }
  if (schema.properties === undefined && schema.anyOf !== undefined)
    return insideUnion(schema, path, entry, at);
  const member = schema.properties?.[step];
  if (rest.length === 0 && 'add' in entry) {
    if (member !== undefined) throw new Error(`The overlay adds ${at}, which the types have by now.`);
    return { ...schema, properties: { ...schema.properties, [step]: entry.add } };
  }
  if (member === undefined) throw new Error(`The overlay names ${at}, which the types do not have.`);
  if (rest.length === 0 && 'absent' in entry) {
    const { [step]: _gone, ...properties } = schema.properties ?? {};
    return { ...schema, properties, required: (schema.required ?? []).filter((name) => name !== step) };
  }
  if (rest.length === 0 && 'required' in entry) {
    const others = (schema.required ?? []).filter((name) => name !== step);
    return { ...schema, required: entry.required ? [...others, step].toSorted() : others };
  }
  return { ...schema, properties: { ...schema.properties, [step]: changeAt(member, rest, entry, at) } };
};

/** A change behind a union is one of its only member that is no null. */
const insideUnion = (schema: Schema, path: readonly string[], entry: OverlayEntry, at: string): Schema => {
  const branches = schema.anyOf ?? [];
  const fitting = branches.filter(({ items, properties }) => items !== undefined || properties !== undefined);
  if (fitting.length === 0) throw new Error(`The overlay names ${at}, which the types do not have.`);
  return {
    ...schema,
    anyOf: branches.map((branch) => (fitting.includes(branch) ? changeAt(branch, path, entry, at) : branch)),
  };
};

const changeSchema = (schema: Schema, entry: OverlayEntry, at: string): Schema => {
  if ('is' in entry) return entry.is;
  if ('and' in entry) {
    if (schema.anyOf === undefined) return { ...schema, ...entry.and };
    return {
      ...schema,
      anyOf: schema.anyOf.map((one) => (one.type === 'null' ? one : { ...one, ...entry.and })),
    };
  }
  if ('nullable' in entry) {
    if (entry.nullable) return orNull(schema);
    const rest = (schema.anyOf ?? []).filter(({ type }) => type !== 'null');
    const [only] = rest;
    if (only === undefined || rest.length === schema.anyOf?.length)
      throw new Error(`The overlay makes ${at} not null, which it is already.`);
    return rest.length === 1 ? only : { ...schema, anyOf: rest };
  }
  throw new Error(`The overlay cannot do this at ${at}: name a member.`);
};

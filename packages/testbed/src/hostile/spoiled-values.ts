import fc from 'fast-check';
import type { Json } from './json-text.ts';
import type { Schema } from './schema.ts';
import type { Things } from './things.ts';
import { validValue } from './valid-values.ts';

/** Hostile values to stand where a schema is, or null where this way of being hostile does not apply. */
export type Spoil = (schema: Schema, valid: fc.Arbitrary<Json>) => fc.Arbitrary<Json> | null;

/** Values that are valid in all places but one, which is spoilt; null when there is none to spoil. */
export function spoiledValue(
  schema: Schema,
  things: Things,
  spoil: Spoil,
  name = '',
): fc.Arbitrary<Json> | null {
  const here = spoil(schema, validValue(schema, things, name));
  const within = [
    ...inMembers(schema, things, spoil),
    ...inItems(schema, things, spoil),
    ...(schema.anyOf ?? schema.oneOf ?? []).map((one) => spoiledValue(one, things, spoil, name)),
  ];
  const all = [here, ...within].filter((one) => one !== null);
  return all.length === 0 ? null : fc.oneof(...all);
}

function inMembers(schema: Schema, things: Things, spoil: Spoil): (fc.Arbitrary<Json> | null)[] {
  const members = Object.entries(schema.properties ?? {});
  return members.map(([spoilt]) => {
    const values = members.map(([name, member]) => {
      const value =
        name === spoilt ? spoiledValue(member, things, spoil, name) : validValue(member, things, name);
      return [name, value] as const;
    });
    if (values.some(([, value]) => value === null)) return null;
    return fc.record(Object.fromEntries(values) as Record<string, fc.Arbitrary<Json>>, {
      requiredKeys: [...new Set([...(schema.required ?? []), spoilt])],
      noNullPrototype: true,
    });
  });
}

function inItems({ items }: Schema, things: Things, spoil: Spoil): (fc.Arbitrary<Json> | null)[] {
  const spoilt = items === undefined ? null : spoiledValue(items, things, spoil);
  if (items === undefined || spoilt === null) return [];
  const others = fc.array(validValue(items, things), { maxLength: 2 });
  return [fc.tuple(others, spoilt).map(([before, one]) => [...before, one])];
}

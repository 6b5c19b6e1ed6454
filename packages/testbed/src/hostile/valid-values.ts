import fc from 'fast-check';
import type { Json } from './json-text.ts';
import type { Schema } from './schema.ts';
import type { Things } from './things.ts';

/** Values that a schema allows; mostly things of the shop where `name` means one. */
export function validValue(schema: Schema, things: Things, name = ''): fc.Arbitrary<Json> {
  const known = things[name];
  const made = madeUp(schema, things, name);
  if (known === undefined || known.length === 0) return made;
  return fc.oneof({ arbitrary: fc.constantFrom(...known), weight: 4 }, { arbitrary: made, weight: 1 });
}

function madeUp(schema: Schema, things: Things, name: string): fc.Arbitrary<Json> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return fc.oneof(...choices.map((one) => validValue(one, things, name)));
  switch (schema.type) {
    case 'string':
      return validText(schema);
    case 'integer':
      return fc.integer({
        min: schema.minimum ?? (schema.exclusiveMinimum ?? -1) + 1,
        max: schema.maximum ?? Number.MAX_SAFE_INTEGER,
      });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(validValue(schema.items ?? {}, things), {
        maxLength: Math.min(schema.maxItems ?? 3, 3),
      });
    case 'object': {
      const members = Object.entries(schema.properties ?? {}).map(
        ([own, member]) => [own, validValue(member, things, own)] as const,
      );
      const requiredKeys = [...(schema.required ?? [])];
      return fc.record(Object.fromEntries(members), { requiredKeys, noNullPrototype: true });
    }
    default:
      throw new Error(`No values are known for the schema ${JSON.stringify(schema)}.`);
  }
}

function validText({ format, pattern, minLength = 0, maxLength = 50 }: Schema): fc.Arbitrary<string> {
  if (format === 'uuid') return fc.uuid();
  if (format === 'date-time')
    return fc
      .date({ min: new Date('1990-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString());
  if (format === 'email')
    return fc
      .emailAddress()
      .filter((text) => text.length <= maxLength && new RegExp(pattern ?? '').test(text));
  if (pattern !== undefined)
    return fc.stringMatching(new RegExp(pattern)).filter((text) => text.length <= maxLength);
  const some = { minLength, maxLength: Math.min(maxLength, 40) };
  return fc.oneof(
    fc.string({ ...some, unit: 'grapheme-ascii' }),
    fc.string({ ...some, unit: 'binary' }).filter((text) => !text.includes('\0') && text.length <= maxLength),
    fc.constant('x'.repeat(maxLength)),
  );
}

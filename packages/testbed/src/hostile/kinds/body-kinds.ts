import fc from 'fast-check';
import type { Call } from '../call.ts';
import { MOMENTS, NUMBERS, OTHER_TYPES, PROTOTYPE_NAMES, TEXTS } from '../hostile-values.ts';
import { Literal, type Json } from '../json-text.ts';
import type { Kind } from '../kind.ts';
import { brokenBytes, ordinary, withJson, type Scene } from '../scene.ts';
import type { Schema } from '../schema.ts';
import { spoiledValue, type Spoil } from '../spoiled-values.ts';

const anyOf = (values: readonly Json[]): fc.Arbitrary<Json> => fc.constantFrom(...values);

const isObject = ({ type, properties }: Schema): boolean => type === 'object' && properties !== undefined;

/** fromEntries makes even `__proto__` a member like any other. */
const withMember = (value: Json, name: string, member: Json): Json =>
  Object.fromEntries([...Object.entries(value as object), [name, member] as const]);

const otherType: Spoil = () => anyOf(OTHER_TYPES);

/** A member that is missing, null, one too many or empty. */
const otherMembers: Spoil = (schema, valid) => {
  if (!isObject(schema)) return null;
  const names = Object.keys(schema.properties ?? {});
  const extra = fc
    .tuple(valid, fc.string({ maxLength: 20 }), anyOf(OTHER_TYPES))
    .map(([value, name, member]) => withMember(value, `x${name}`, member));
  if (names.length === 0) return extra;
  const missing = fc
    .tuple(valid, fc.constantFrom(...names))
    .map(([value, gone]) =>
      Object.fromEntries(Object.entries(value as object).filter(([name]) => name !== gone)),
    );
  const replaced = fc
    .tuple(valid, fc.constantFrom(...names), fc.constantFrom<Json>(null, '', [], {}))
    .map(([value, name, member]) => withMember(value, name, member));
  return fc.oneof(missing, replaced, extra);
};

/** At each limit, and one step beyond. */
const atLimits: Spoil = (
  { type, minimum, exclusiveMinimum, maximum, minLength, maxLength, maxItems },
  valid,
) => {
  const least = minimum ?? (exclusiveMinimum === undefined ? undefined : exclusiveMinimum + 1);
  if (type === 'integer')
    return anyOf(
      [least, maximum].flatMap((limit) => (limit === undefined ? [] : [limit - 1, limit, limit + 1])),
    );
  if (type === 'string' && maxLength !== undefined)
    return anyOf(
      [(minLength ?? 0) - 1, minLength ?? 0, maxLength - 1, maxLength, maxLength + 1]
        .filter((length) => length >= 0)
        .map((length) => 'ß'.repeat(length)),
    );
  if (type === 'array' && maxItems !== undefined)
    return fc
      .tuple(valid, fc.constantFrom(maxItems, maxItems + 1))
      .map(([value, length]) => Array.from({ length }, () => (value as Json[])[0] ?? null));
  return null;
};

const otherNumbers: Spoil = ({ type }) => (type === 'integer' ? anyOf(NUMBERS) : null);

const otherTexts: Spoil = ({ type, maxLength = 100 }) =>
  type === 'string'
    ? fc.oneof(anyOf(TEXTS), fc.constant('\u{10FFFF}'.repeat(maxLength)), fc.constant('x'.repeat(20_000)))
    : null;

const otherMoments: Spoil = ({ format }) => (format === 'date-time' ? anyOf(MOMENTS) : null);

/** Members that would change what an object is, did anybody copy them into one. */
const prototypes: Spoil = (schema, valid) => {
  if (!isObject(schema)) return null;
  const members: Json[] = [
    null,
    1,
    'x',
    {},
    { status: 'ordered', polluted: true },
    new Literal('{"__proto__":{"polluted":true}}'),
  ];
  return fc
    .tuple(valid, fc.constantFrom(...PROTOTYPE_NAMES), anyOf(members))
    .map(([value, name, member]) => withMember(value, name, member));
};

const bodyKind = (name: string, what: string, spoil: Spoil): Kind => {
  const values = ({ body }: Call, things: Scene['things']): fc.Arbitrary<Json> | null =>
    body === null ? null : spoiledValue(body, things, spoil);
  return {
    name,
    what,
    fits: (call) => values(call, {}) !== null,
    requests: (scene) =>
      fc
        .tuple(ordinary(scene), values(scene.call, scene.things) ?? fc.constant(null), brokenBytes)
        .map(([{ request }, json, bytes]) => withJson(request, json, bytes)),
  };
};

export const bodyKinds: readonly Kind[] = [
  bodyKind('types', 'one field of another type', otherType),
  bodyKind('members', 'one field missing, null, empty or too many', otherMembers),
  bodyKind('limits', 'numbers, lengths and counts at their limits and one step beyond', atLimits),
  bodyKind('numbers', 'beyond 2^53, 1e400, -0, exponents, NaN', otherNumbers),
  bodyKind('texts', 'NUL, halves of surrogate pairs, broken UTF-8, very long', otherTexts),
  bodyKind('dates', 'days that do not exist, years that no column holds', otherMoments),
  bodyKind('prototypes', '`__proto__`, `constructor`, … as members', prototypes),
];

import { isObject } from '../witness/json.ts';
import type { Place } from './places.ts';

/**
 * One way in which an answer goes wrong. `at` answers what stands there then, as named values: none
 * leaves the field out, another name renames it. Null where it makes no sense or changes nothing.
 */
export type Mutation = {
  readonly name: string;
  at(place: Place): readonly (readonly [name: string, value: unknown])[] | null;
};

/** Fields that hold an amount of something: money, a rate, a weight, a count of goods. */
const QUANTITY =
  /amount|rate|price|fee|total|tax|weight|length|width|height|quantity|insurance|^value$|balance|score/;

/** Fields that hold a moment as a number. */
const MOMENT = /created|_at$|_before$|expires/;

const DECIMAL = /^-?\d+(\.\d+)?$/;

/** A word of a fixed vocabulary: `requires_capture`, `IN_STOCK`, `LabelFee`, `eur`. */
const WORD = /^[A-Za-z]+(_[a-z]+)*$|^[A-Z]+(_[A-Z]+)*$/;

/** Fields whose words are the caller's own, or of nobody's vocabulary. */
const PROSE =
  /id$|key|name$|description|message|reference|city|street|company|subject|text|html|secret|signed|reason$|phone|email|symbol|state_tax|contents_explanation|fingerprint|code$|param$|last4|quantity|catalog|location|carrier|signer|comment|source|url|pfc|value|filename|content$|origin|detail$/;

/** Vocabulary all the same. */
const VOCABULARY =
  /^(code|decline_code|failure_reason|cancellation_reason|iso_code|country_code|currency_code)$/;

const keep = ({ field }: Place, value: unknown): readonly (readonly [string, unknown])[] => [[field, value]];

const decimalsOf = (text: string): number => text.split('.')[1]?.length ?? 0;

const scaled =
  (factor: number) =>
  (place: Place): readonly (readonly [string, unknown])[] | null => {
    const { value, field } = place;
    if (!QUANTITY.test(field)) return null;
    if (typeof value === 'number' && value !== 0) return keep(place, value * factor);
    if (typeof value === 'string' && DECIMAL.test(value) && Number(value) !== 0) {
      return keep(place, (Number(value) * factor).toFixed(decimalsOf(value)));
    }
    return null;
  };

const rounded =
  (decimals: number) =>
  (place: Place): readonly (readonly [string, unknown])[] | null => {
    const { value, field } = place;
    if (!QUANTITY.test(field)) return null;
    if (typeof value === 'number') {
      const less = Number(value.toFixed(decimals));
      return less === value ? null : keep(place, less);
    }
    if (typeof value !== 'string' || !DECIMAL.test(value)) return null;
    return decimalsOf(value) <= decimals ? null : keep(place, Number(value).toFixed(decimals));
  };

const retyped = (value: unknown): unknown => {
  if (typeof value === 'string') return DECIMAL.test(value) ? Number(value) : true;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value === null) return false;
  return Array.isArray(value) ? {} : [];
};

export const mutations: readonly Mutation[] = [
  { name: 'drop', at: ({ named }) => (named ? [] : null) },
  { name: 'rename', at: ({ named, field, value }) => (named ? [[`${field}_renamed`, value]] : null) },
  { name: 'retype', at: (place) => (place.path === '$' ? null : keep(place, retyped(place.value))) },
  {
    name: 'add',
    at: (place) => (isObject(place.value) ? keep(place, { ...place.value, undocumented: true }) : null),
  },
  {
    name: 'unknown enum',
    at: (place) => {
      const { value, field } = place;
      if (typeof value !== 'string' || !WORD.test(value)) return null;
      if (PROSE.test(field) && !VOCABULARY.test(field)) return null;
      return keep(place, value === value.toUpperCase() ? 'UNHEARD_OF' : 'unheard_of');
    },
  },
  { name: '× 100', at: scaled(100) },
  { name: '÷ 100', at: scaled(0.01) },
  { name: 'rounded to 2', at: rounded(2) },
  { name: 'rounded to 0', at: rounded(0) },
  {
    name: 'ms for s',
    at: (place) =>
      typeof place.value === 'number' && MOMENT.test(place.field) ? keep(place, place.value * 1000) : null,
  },
  {
    name: 'v2 nesting',
    at: (place) =>
      place.path === '$'
        ? keep(place, { data: place.value })
        : QUANTITY.test(place.field) && place.value !== null && typeof place.value !== 'object'
          ? keep(place, { value: place.value })
          : null,
  },
];

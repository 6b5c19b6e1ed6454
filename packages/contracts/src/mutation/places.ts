import { isObject } from '../witness/json.ts';

/** A value inside an answer and where it stands. Items of an array share one path: `$.rates[*].rate`. */
export type Place = {
  readonly path: string;
  readonly value: unknown;
  /** The name of the field, or of the field whose items these are. */
  readonly field: string;
  /** False for an item of an array and for the whole. */
  readonly named: boolean;
};

/** Maps whose names are the caller's or data, not the contract's. */
const FREE = new Set(['metadata', 'headers', 'rate_comments', 'rate_categories']);

export function placesOf(value: unknown, path = '$', field = '', named = false): Place[] {
  const here: Place = { path, value, field, named };
  if (Array.isArray(value)) {
    return [here, ...value.flatMap((item) => placesOf(item, `${path}[*]`, field))];
  }
  if (!isObject(value) || FREE.has(field)) return [here];
  return [
    here,
    ...Object.entries(value).flatMap(([name, inner]) => placesOf(inner, `${path}.${name}`, name, true)),
  ];
}

/** What stands at a place after the change. */
export type Change = (value: unknown, field: string) => readonly (readonly [name: string, value: unknown])[];

/** A copy in which every value at `path` is changed. Items of arrays and the whole take the first entry's value. */
export function changedAt(whole: unknown, path: string, change: Change): unknown {
  const walk = (value: unknown, at: string, field: string): unknown => {
    if (Array.isArray(value)) {
      return value.map((item) =>
        `${at}[*]` === path ? change(item, field)[0]?.[1] : walk(item, `${at}[*]`, field),
      );
    }
    if (!isObject(value) || !path.startsWith(at)) return value;
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, inner]): readonly (readonly [string, unknown])[] =>
        `${at}.${name}` === path ? change(inner, name) : [[name, walk(inner, `${at}.${name}`, name)]],
      ),
    );
  };
  return path === '$' ? change(whole, '')[0]?.[1] : walk(whole, '$', '');
}

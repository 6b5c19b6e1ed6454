/** `$.rates[0].rate`; `[*]` is each item. Names are all but dots and brackets. */
const shape = /^\$(\.[^.[\]]+|\[(\d+|\*)\])+$/;

export const isJsonPath = (text: string): boolean => shape.test(text);

export type Place = { parent: object; key: string };

/** Where the path leads in that value: its last field or item need not be there, all before it must. */
export const placesAt = (value: unknown, path: string): Place[] => {
  const segments = path.match(/[^.[\]]+/g)?.slice(1) ?? [];
  const last = segments.pop() ?? '';
  let parents: unknown[] = [value];
  for (const segment of segments) {
    parents = parents.flatMap((parent) =>
      keysOf(parent, segment).map((key): unknown => Reflect.get(Object(parent), key)),
    );
  }
  return parents.flatMap((parent) =>
    isContainer(parent) ? keysOf(parent, last).map((key) => ({ parent, key })) : [],
  );
};

export const isThere = ({ parent, key }: Place): boolean => Object.hasOwn(parent, key);

export const valueAt = ({ parent, key }: Place): unknown => Reflect.get(parent, key);

const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null;

const keysOf = (parent: unknown, segment: string): string[] =>
  segment === '*' ? (Array.isArray(parent) ? Object.keys(parent) : []) : [segment];

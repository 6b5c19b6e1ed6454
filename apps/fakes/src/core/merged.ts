/** A copy of `value` with the changes in it, at any depth; what is no object is replaced. */
export const merged = (value: unknown, changes: unknown): unknown => {
  if (!isObject(value) || !isObject(changes)) return structuredClone(changes);
  const inner = Object.entries(changes).map(([name, change]) => [
    name,
    merged(Reflect.get(value, name), change),
  ]);
  return { ...structuredClone(value), ...Object.fromEntries(inner) };
};

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether `actual` has everything that `expected` names, at any depth; arrays compare item by item. */
export const contains = (actual: unknown, expected: unknown): boolean => {
  if (expected === undefined) return true;
  if (typeof expected !== 'object' || expected === null) return Object.is(actual, expected);
  if (typeof actual !== 'object' || actual === null) return false;
  return Object.entries(expected).every(([name, value]) => contains(Reflect.get(actual, name), value));
};

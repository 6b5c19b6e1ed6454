export const sumOf = <Field extends string>(
  things: readonly Readonly<Record<Field, number>>[],
  field: Field,
): number => things.reduce((sum, thing) => sum + thing[field], 0);

export const countOf = (names: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
};

export type Difference = { readonly path: string; readonly recorded: string; readonly found: string };

/** Where two redacted values differ: fields, types and the values that should be the same everywhere. */
export const differences = (recorded: unknown, found: unknown, path = '$'): Difference[] => {
  if (Array.isArray(recorded) && Array.isArray(found) && recorded.length === found.length) {
    return recorded.flatMap((one, index) => differences(one, found[index], `${path}[${index}]`));
  }
  if (isObject(recorded) && isObject(found)) {
    const names = new Set([...Object.keys(recorded), ...Object.keys(found)]);
    return [...names].flatMap((name) => differences(recorded[name], found[name], `${path}.${name}`));
  }
  return JSON.stringify(recorded) === JSON.stringify(found)
    ? []
    : [{ path, recorded: shown(recorded), found: shown(found) }];
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
};

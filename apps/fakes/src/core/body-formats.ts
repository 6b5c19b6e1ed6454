export const parseJsonBody = (text: string): unknown => JSON.parse(text);

export type FormValue = string | FormValue[] | { [name: string]: FormValue };

/** Bracket notation, as Stripe's libraries send it: `a[b]=1&list[0]=x&list[]=y`. */
export const parseForm = (fields: Iterable<[string, string]>): Record<string, FormValue> => {
  const root: Record<string, FormValue> = Object.create(null);
  for (const [name, value] of fields) assign(root, segmentsOf(name), value);
  return listed(root);
};

export const parseFormBody = (text: string): Record<string, FormValue> =>
  parseForm(new URLSearchParams(text));

const segmentsOf = (name: string): string[] => name.replaceAll(']', '').split('[');

const assign = (root: Record<string, FormValue>, segments: readonly string[], value: string): void => {
  let node = root;
  for (const segment of segments.slice(0, -1)) {
    const next = node[segment];
    if (typeof next === 'object' && !Array.isArray(next)) {
      node = next;
    } else {
      const made: Record<string, FormValue> = Object.create(null);
      node[segment] = made;
      node = made;
    }
  }
  const last = segments.at(-1) ?? '';
  node[last === '' ? String(Object.keys(node).length) : last] = value;
};

/** Objects whose keys are all indexes become arrays, and all of them ordinary objects. */
const listed = (node: Record<string, FormValue>): Record<string, FormValue> =>
  Object.fromEntries(
    Object.entries(node).map(([name, value]) => {
      if (typeof value === 'string' || Array.isArray(value)) return [name, value];
      const inner = listed(value);
      const names = Object.keys(inner);
      return [name, names.every((key) => /^\d+$/.test(key)) ? Object.values(inner) : inner];
    }),
  );

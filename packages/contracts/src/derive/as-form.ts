import { mapInside, nameOfRef, refTo, type Definitions, type Schema } from '../schema.ts';

/** What is left of a schema in a form or a query, where every value is text and nothing is null. */
export const asForm = (definitions: Definitions, roots: readonly string[]): Definitions => {
  const made = new Map<string, Schema>();
  const formOf = (schema: Schema): Schema => {
    if (schema.$ref !== undefined) {
      const name = nameOfRef(schema);
      make(name);
      return refTo(formName(name));
    }
    const { anyOf, openEnum: _open, ...inner } = mapInside(schema, formOf);
    if (anyOf !== undefined) {
      const members = anyOf.filter(({ type }) => type !== 'null');
      const [only] = members;
      return members.length === 1 && only !== undefined ? only : { ...inner, anyOf: members };
    }
    if (inner.type === 'integer') return { type: 'string', pattern: String.raw`^-?\d+$` };
    if (inner.type === 'number') return { type: 'string', pattern: String.raw`^-?\d+(\.\d+)?$` };
    if (inner.type === 'boolean') return { enum: ['false', 'true'] };
    if (inner.enum !== undefined) return { ...inner, enum: inner.enum.map(String) };
    if (inner.const !== undefined) return { ...inner, const: String(inner.const) };
    return inner;
  };
  const make = (name: string): void => {
    const key = formName(name);
    if (made.has(key)) return;
    made.set(key, {});
    made.set(key, formOf(definitions[name] ?? {}));
  };
  for (const root of roots) make(root);
  return Object.fromEntries(made);
};

export const formName = (name: string): string => `${name}~form`;

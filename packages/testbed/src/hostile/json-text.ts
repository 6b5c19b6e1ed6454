/** JSON text that `JSON.stringify` would never write: numbers such as `1e400`, escapes of half a character. */
export class Literal {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** A JSON value with literals in it. */
export type Json = unknown;

/** As JSON.stringify, with the literals as they are. Members keep their order; `__proto__` is one like any other. */
export function jsonText(value: Json): string {
  if (value instanceof Literal) return value.text;
  if (Array.isArray(value)) return `[${value.map(jsonText).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(
      ([name, member]) => `${JSON.stringify(name)}:${jsonText(member)}`,
    );
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

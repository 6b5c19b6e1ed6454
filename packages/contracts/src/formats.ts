/** Texts with a shape of their own: the pattern that a schema carries, and what to call it in a complaint. */
const described = {
  dateTime: [
    String.raw`^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$`,
    "a time such as '2026-05-09T20:40:06Z'",
  ],
  date: [String.raw`^\d{4}-\d{2}-\d{2}$`, "a date such as '2026-05-09'"],
  cents: [String.raw`^\d+\.\d{2}$`, "an amount as text with two decimals, such as '10.00'"],
  decimal: [String.raw`^-?\d+(\.\d{1,5})?$`, "a decimal number as text, such as '17' or '17.5'"],
  lowerCurrency: ['^[a-z]{3}$', "a currency in lower case, such as 'eur'"],
  upperCurrency: ['^[A-Z]{3}$', "a currency in capitals, such as 'EUR'"],
  country: ['^[A-Z]{2}$', "a country in two capitals, such as 'DE'"],
  uuid: ['^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$', 'a UUID'],
  url: ['^https?://', 'a URL'],
  notEmpty: ['.', 'a text that is not empty'],
} as const satisfies Record<string, readonly [pattern: string, meaning: string]>;

export const text = Object.fromEntries(
  Object.entries(described).map(([name, [pattern]]) => [name, { type: 'string', pattern }]),
) as { readonly [Name in keyof typeof described]: { readonly type: 'string'; readonly pattern: string } };

/** An id with the letters that the provider puts before it. */
export const id = (prefix: string): { readonly type: 'string'; readonly pattern: string } => ({
  type: 'string',
  pattern: `^${prefix}`,
});

const meanings = new Map<string, string>(
  Object.values(described).map(([pattern, meaning]) => [pattern, meaning]),
);

export const meaningOf = (pattern: string): string =>
  meanings.get(pattern) ??
  (/^\^\w+$/.test(pattern) ? `a text that begins with '${pattern.slice(1)}'` : `a text like ${pattern}`);

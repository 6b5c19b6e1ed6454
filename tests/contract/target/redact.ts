import type { ProviderName } from '@topheavy/fakes';
import type { Exchange } from './exchange.ts';
import { isText, varies } from './varying-fields.ts';

/** The headers that a client reads; the others are of the network between. */
const keptHeaders = [
  'content-type',
  'idempotent-replayed',
  'retry-after',
  'square-version',
  'stripe-version',
] as const;

/**
 * What two answers to the same scenario have in common: ids, keys, addresses, dates, prices and sentences
 * become placeholders that keep their form. A recording holds nothing else.
 */
export const redact = (
  provider: ProviderName,
  { method, path, status, headers, body }: Exchange,
): Exchange => ({
  method,
  path: redactPath(path),
  status,
  headers: Object.fromEntries(
    keptHeaders.flatMap((name) => {
      const value = headers[name];
      // Of the content type the media type only: whether the character set is named is nobody's promise.
      return value === undefined ? [] : [[name, value.split(';')[0] ?? '']];
    }),
  ),
  body: redactValue(provider, '', body),
});

const redactPath = (path: string): string => {
  const [place = '', query] = path.split('?');
  const segments = place.split('/').map((segment) => redactText(decodeURIComponent(segment)));
  if (query === undefined) return segments.join('/');
  const pairs = [...new URLSearchParams(query)].map(([name, value]) => `${name}=${redactText(value)}`);
  return `${segments.join('/')}?${pairs.join('&')}`;
};

const redactValue = (provider: ProviderName, name: string, value: unknown): unknown => {
  if (Array.isArray(value)) return distinct(value.map((one) => redactValue(provider, name, one)));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, redactValue(provider, key, inner)]),
    );
  }
  if (typeof value === 'number') {
    if (varies(provider, name)) return '<number>';
    return Number.isInteger(value) && value > 1e9 && value < 4e9 ? '<unix time>' : value;
  }
  if (typeof value === 'boolean') return varies(provider, name) ? '<boolean>' : value;
  if (typeof value !== 'string') return value;
  if (isText(name)) return '<text>';
  const text = redactText(value);
  if (text !== value) return text;
  if (varies(provider, name))
    return /^-?\d+\.\d+$/.test(value) ? digitless(value.replace(/^-?\d+/, '0')) : '<string>';
  return /(^|_)id$/.test(name) && !isStableId(value) ? '<id>' : value;
};

/** A list says which kinds of elements there are; how many and in which order is what its test says. */
const distinct = (values: readonly unknown[]): unknown[] =>
  [...new Set(values.map((value) => JSON.stringify(value)))]
    .toSorted()
    .map((text): unknown => JSON.parse(text));

/** Names that a scenario gives itself: short, in capitals (the relay puts the account's own in their place). */
const isStableId = (text: string): boolean => /^[A-Z]{1,8}$/.test(text);

const redactText = (text: string): string => {
  if (/_secret_/.test(text)) return '<secret>';
  if (/^(sk|rk|pk|whsec)_|^EZ[AT]K|^re_[\w-]{8,}$|^EAAA/.test(text)) return '<key>';
  if (/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text)) return '<uuid>';
  const id = /^([a-z]{2,12}_)(?=[^_]*[\dA-Z])[A-Za-z\d]{14,}$/.exec(text);
  if (id !== null) return `<${id[1]}…>`;
  if (/^https?:\/\//.test(text)) return '<url>';
  if (/^[^\s@]+@[^\s@]+$|<[^\s@]+@[^\s@]+>$/.test(text)) return '<address>';
  if (/^\d{4}-\d\d-\d\d([T ].*)?$/.test(text)) return digitless(text);
  return text;
};

const digitless = (text: string): string => `<${text.replaceAll(/\d/g, '0')}>`;

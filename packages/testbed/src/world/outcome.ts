import { deserialize } from 'node:v8';

/** What a making has left. */
export type Left = {
  readonly database: string;
  readonly fakes: string;
  readonly covered: readonly string[];
  readonly result: unknown;
};

const DAY_MS = 86_400_000;

/** Another machine's clock may be behind by so much, and seconds are rounded. */
const LENIENCE_MS = 1000;

/** To open the shop takes less, also on a busy machine. */
const OPENING_MS = 10_000;

/** When the shop had been opened, and when the making began. */
export type Began = { readonly openedMs: number; readonly beganMs: number };

/** Finer than that, a busy machine makes the difference. */
const GRAIN_MS = 10_000;

/**
 * All of it as text, the same whenever the same is made: ids, keys and other random words are numbered in
 * the order in which they come up, and moments are told by how long after `beganMs` they are. The opening
 * counts as that moment: how long ago it was depends on which test comes first.
 */
export function outcomeOf({ database, fakes, covered, result }: Left, { openedMs, beganMs }: Began): string {
  const numbers = new Map<string, string>();
  const numberOf = (word: string): string => {
    const number = numbers.get(word) ?? `#${numbers.size}`;
    numbers.set(word, number);
    return number;
  };
  const moment = (ms: number): string => {
    const after = ms - beganMs;
    if (ms >= openedMs - OPENING_MS && ms <= openedMs) return '<0>';
    return after < -LENIENCE_MS ? '<before>' : `<${Math.floor((after + LENIENCE_MS) / GRAIN_MS)}>`;
  };
  const isNear = (ms: number): boolean => Math.abs(ms - beganMs) < 4000 * DAY_MS;
  const text = (words: string, name: (word: string) => string): string =>
    words
      .replace(ISO_TIME, (time) => moment(Date.parse(time.replace(' ', 'T'))))
      .replace(DIGITS, (digits) => {
        const ms = Number(digits) * (digits.length === 10 ? 1000 : 1);
        return isNear(ms) ? moment(ms) : digits;
      })
      .replace(OWN_PORT, '<port>')
      .replace(RANDOM, name);
  const plain = (value: unknown, name: (word: string) => string): unknown => {
    if (typeof value === 'string') return text(value, name);
    if (typeof value === 'bigint') return `${value}n`;
    if (typeof value === 'number') {
      const ms = value < 1e11 ? value * 1000 : value;
      return Number.isInteger(value) && value > 1e9 && isNear(ms) ? moment(ms) : value;
    }
    if (typeof value !== 'object' || value === null) return value;
    if (value instanceof Date) return moment(value.getTime());
    if (ArrayBuffer.isView(value)) return text(Buffer.from(value as Uint8Array).toString('latin1'), name);
    if (value instanceof Map) return plain([...value], name);
    if (value instanceof Set) return plain([...value], name);
    if (Array.isArray(value)) return value.map((one) => plain(one, name));
    const entries = Object.entries(value).map(([key, one]) => [text(key, name), plain(one, name)] as const);
    return Object.fromEntries(entries.toSorted(([one], [other]) => (one < other ? -1 : 1)));
  };
  // Rows have no order of their own: the one that their words without names give them.
  const tables = Object.entries(JSON.parse(database) as Record<string, unknown[]>).map(
    ([table, rows]) =>
      [
        table,
        table.includes('seq') ? rows : inOrder(rows, (row) => JSON.stringify(plain(row, () => '#'))),
      ] as const,
  );
  return JSON.stringify(
    plain([Object.fromEntries(tables), deserialize(Buffer.from(fakes, 'base64')), covered, result], numberOf),
  );
}

const ISO_TIME = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d(?::?\d\d)?)?/g;
const DIGITS = /(?<![\w.-])\d{10}(?:\d{3})?(?![\w.])/g;
const OWN_PORT = /(?<=127\.0\.0\.1:)\d+/g;

/** Ids, hashes, keys of requests, the ends of addresses of mail and of a test's own codes, and what the testbed numbers. */
const RANDOM =
  /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?<![0-9A-Za-z])[0-9a-f]{12,}(?![0-9A-Za-z])|[A-Za-z0-9_-]{32,}|(?<=-)[0-9a-f]{6}(?=@)|(?<=\bSKU-)\d+|(?<=-)[0-9A-F]{8}(?![0-9A-Za-z])/g;

function inOrder<T>(rows: readonly T[], key: (row: T) => string): T[] {
  return rows
    .map((row) => [key(row), row] as const)
    .toSorted(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0))
    .map(([, row]) => row);
}

import { hash } from 'node:crypto';
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
  const moment = (ms: number): string => {
    const after = ms - beganMs;
    if (ms >= openedMs - OPENING_MS && ms <= openedMs) return '<0>';
    return after < -LENIENCE_MS ? '<before>' : `<${Math.floor((after + LENIENCE_MS) / GRAIN_MS)}>`;
  };
  const isNear = (ms: number): boolean => Math.abs(ms - beganMs) < 4000 * DAY_MS;
  const text = (words: string): string =>
    words
      .replace(ISO_TIME, (time) => moment(Date.parse(time.replace(' ', 'T'))))
      .replace(DIGITS, (digits) => {
        const ms = Number(digits) * (digits.length === 10 ? 1000 : 1);
        return isNear(ms) ? moment(ms) : digits;
      })
      .replace(OWN_PORT, '<port>')
      .replace(RANDOM, `${MARK}$&${MARK}`);
  const plain = (value: unknown): unknown => {
    if (typeof value === 'string') return text(value);
    if (typeof value === 'bigint') return `${value}n`;
    if (typeof value === 'number') {
      const ms = value < 1e11 ? value * 1000 : value;
      return Number.isInteger(value) && value > 1e9 && isNear(ms) ? moment(ms) : value;
    }
    if (typeof value !== 'object' || value === null) return value;
    if (value instanceof Date) return moment(value.getTime());
    if (ArrayBuffer.isView(value)) return text(Buffer.from(value as Uint8Array).toString('latin1'));
    if (value instanceof Map) return plain([...value]);
    if (value instanceof Set) return plain([...value]);
    if (Array.isArray(value)) return value.map(plain);
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [text(key), plain(one)]));
  };
  const inPieces = (value: unknown): Pieces => JSON.stringify(plain(value)).split(MARK);
  const tables = Object.entries(JSON.parse(database) as Record<string, unknown[]>);
  const rows = tables.flatMap(([table, all]) => all.map((row) => inPieces([table, row])));
  const rest = inPieces([deserialize(Buffer.from(fakes, 'base64')), covered, result]);
  return numbered([...inOrder(rows, rest), rest]);
}

const ISO_TIME = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d(?::?\d\d)?)?/g;
const DIGITS = /(?<![\w.-])\d{10}(?:\d{3})?(?![\w.])/g;
const OWN_PORT = /(?<=127\.0\.0\.1:)\d+/g;

/** Ids, hashes, keys of requests, the ends of addresses of mail and of a test's own codes, and what the testbed numbers. */
const RANDOM =
  /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?<![0-9A-Za-z])[0-9a-f]{12,}(?![0-9A-Za-z])|[A-Za-z0-9_-]{32,}|(?<=-)[0-9a-f]{6}(?=@)|(?<=\bSKU-)\d+|(?<=-)[0-9A-F]{8}(?![0-9A-Za-z])/g;

/** A text; each second piece is a random word. */
type Pieces = readonly string[];

const isWord = (at: number): boolean => at % 2 === 1;

/** Is in no text, and JSON leaves it as it is. */
const MARK = '\uE000';

/** The text of all, each word of it with the number in which it comes up first. */
function numbered(all: readonly Pieces[]): string {
  const numbers = new Map<string, string>();
  const numberOf = (word: string): string => {
    const number = numbers.get(word) ?? `#${numbers.size}`;
    numbers.set(word, number);
    return number;
  };
  return all.map((pieces) => withWords(pieces, numberOf)).join('\n');
}

const withWords = (pieces: Pieces, to: (word: string) => string | undefined): string =>
  pieces.map((piece, at) => (isWord(at) ? to(piece) : piece)).join('');

/**
 * Rows have no order of their own: they get one by what they hold, without random words. Two orders that are
 * alike but for their ids differ by the payments that name them: words are told apart by where they stand in
 * `rest`, which has an order, and by the rows that hold them, rows by their words, in turns until no more of
 * them are told apart (colour refinement of graphs).
 */
function inOrder(rows: readonly Pieces[], rest: Pieces): Pieces[] {
  const words = new Set(rows.flatMap((pieces) => pieces.filter((_, at) => isWord(at))));
  const firstInRest = new Map(rest.map((piece, at) => [piece, at] as const).toReversed());
  let colours = new Map([...words].map((word) => [word, `${firstInRest.get(word)}`]));
  for (;;) {
    const keys = rows.map((pieces) => digest(withWords(pieces, (word) => colours.get(word))));
    const places = new Map<string, string[]>([...words].map((word) => [word, []]));
    for (const [row, pieces] of rows.entries())
      for (const [at, word] of pieces.entries()) if (isWord(at)) places.get(word)?.push(`${at} ${keys[row]}`);
    const finer = new Map(
      [...places].map(([word, all]) => [word, digest([colours.get(word), ...all.toSorted()].join())]),
    );
    if (countOf(finer) === countOf(colours)) return toSortedBy(rows, keys);
    colours = finer;
  }
}

const digest = (text: string): string => hash('sha1', text);

const countOf = (colours: ReadonlyMap<string, string>): number => new Set(colours.values()).size;

const toSortedBy = (rows: readonly Pieces[], keys: readonly string[]): Pieces[] =>
  rows
    .map((row, at) => [keys[at] ?? '', row] as const)
    .toSorted(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0))
    .map(([, row]) => row);

import { analyse, type FoundFunction } from '@topheavy/affected/code';

/** One thing that is broken on purpose, found again by what it says. */
export type Mutant = {
  /** What kind of thing it is, such as `function of apps/api`. */
  readonly of: string;
  readonly file: string;
  /** The function's key, or the line. */
  readonly at: string;
  /** In which way. */
  readonly kind: string;
};

type Make = (text: string, found: FoundFunction) => string | null;

/** Each way gives the source with one function broken; null where it does not apply. */
const WAYS: Readonly<Record<string, Make>> = {
  'body removed': (text, found) => begun(text, found, 'return undefined as never;', '(undefined as never)'),
  throws: (text, found) =>
    begun(text, found, "throw new Error('mutant');", "(() => { throw new Error('mutant'); })()"),
  'condition flipped': (text, found) =>
    within(text, found, /\bif \((?=[^()]*(?:\([^()]*\)[^()]*)*\) )/, (start) => `${start}!`, true),
  'constant changed': (text, found) =>
    within(text, found, /(?<=[\s(=<>+*/-])\d+(?=[\s);,])/, (number) => String(Number(number) + 1)),
};

/** The file's text with this mutant in it; null when there is no place for it. */
export function broken({ file, at, kind }: Mutant, text: string): string | null {
  const make = WAYS[kind];
  if (make === undefined) return LINES[kind]?.(text, Number(at)) ?? null;
  const found = analyse(file, text).functions.find((one) => one.key === at);
  return found === undefined ? null : make(text, found);
}

/** A mutant of this function, of the first way from `way` on that applies. */
export function mutantOf(of: string, file: string, at: string, text: string, way: number): Mutant | null {
  const kinds = Object.keys(WAYS);
  const kind = [...kinds.slice(way), ...kinds.slice(0, way)].find(
    (one) => broken({ of, file, at, kind: one }, text) !== null,
  );
  return kind === undefined ? null : { of, file, at, kind };
}

type Line = readonly [kind: string, pattern: RegExp, to: string];

const CHANGES: readonly Line[] = [
  ['not null removed', /^(\s+\w+ \w+) not null/, '$1'],
  ['check removed', /^(\s+\w+ \w+.*?) check \((?:[^()]|\([^()]*\))*\)(,?)$/, '$1$2'],
  ['no longer required', /^(\s+"required": \[)"\w+"(?:, )?/, '$1'],
  ['type changed', /^(\s+"type": )"string"/, '$1"integer"'],
  [
    'property renamed',
    /^(\s{6,}")(?!properties|required|type|schema|example|description)([a-z]\w+)(": \{)/,
    '$1$2x$3',
  ],
  ['key misspelt', /^(\s+[A-Z][A-Z_]{3,})(: )/, '$1X$2'],
];

const LINES: Readonly<Record<string, (text: string, line: number) => string | null>> = Object.fromEntries(
  CHANGES.map(([kind, pattern, to]) => [
    kind,
    (text: string, line: number): string | null => {
      const lines = text.split('\n');
      const before = lines[line - 1] ?? '';
      lines[line - 1] = before.replace(pattern, to);
      return lines[line - 1] === before ? null : lines.join('\n');
    },
  ]),
);

/** Every line of a file that one of these ways applies to. */
export function lineMutants(of: string, file: string, text: string, kinds: readonly string[]): Mutant[] {
  return text
    .split('\n')
    .flatMap((_, index) =>
      kinds
        .map((kind): Mutant => ({ of, file, at: String(index + 1), kind }))
        .filter((mutant) => broken(mutant, text) !== null),
    );
}

function begun(
  text: string,
  { places }: FoundFunction,
  statement: string,
  expression: string,
): string | null {
  const body = places.at(-1);
  if (body === undefined) return null;
  const { at, end } = body;
  return end === null
    ? `${text.slice(0, at)}${statement}${text.slice(at)}`
    : `${text.slice(0, at)}${expression}${text.slice(end)}`;
}

function within(
  text: string,
  { line, lastLine }: FoundFunction,
  pattern: RegExp,
  change: (found: string) => string,
  closes = false,
): string | null {
  const lines = text.split('\n');
  for (let at = line; at <= lastLine; at += 1) {
    const before = lines[at - 1] ?? '';
    const match = pattern.exec(before);
    if (match === null) continue;
    const rest = before.slice(match.index + match[0].length);
    lines[at - 1] = closes
      ? closed(before.slice(0, match.index) + change(match[0]), rest)
      : before.slice(0, match.index) + change(match[0]) + rest;
    return lines.join('\n');
  }
  return null;
}

/** `if (a && b) …` becomes `if (!(a && b)) …`. */
function closed(start: string, rest: string): string {
  let depth = 1;
  let at = 0;
  for (; at < rest.length && depth > 0; at += 1) depth += rest[at] === '(' ? 1 : rest[at] === ')' ? -1 : 0;
  return `${start}(${rest.slice(0, at - 1)})${rest.slice(at - 1)}`;
}

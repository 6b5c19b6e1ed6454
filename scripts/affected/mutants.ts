import { analyse, type FoundFunction } from '@topheavy/affected/code';

export type Mutant = { readonly name: string; readonly kind: string; readonly text: string };

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

/** One mutant of this function, of the first way from `way` on that applies. */
export function mutate(file: string, text: string, key: string, way: number): Mutant | null {
  const found = analyse(file, text).functions.find((one) => one.key === key);
  if (found === undefined) return null;
  const ways = Object.entries(WAYS);
  for (const [kind, make] of [...ways.slice(way), ...ways.slice(0, way)]) {
    const broken = make(text, found);
    if (broken !== null) return { name: `${file}#${key}`, kind, text: broken };
  }
  return null;
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

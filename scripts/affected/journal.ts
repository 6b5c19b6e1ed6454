import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Mutant } from './mutants.ts';

/** What came of one mutant. Tests are numbers in the sorted list of all. */
export type Judged = Mutant & {
  /** Selected at once, and in the end: with those that run since something else came of a start. */
  readonly picked: number;
  readonly selected: readonly number[] | 'all';
  /** Of the tests' own time, which share the selected ones take. */
  readonly time: number;
  readonly killed: 'yes' | 'no' | 'silent' | 'not run' | 'before any test';
};

/** The tests that none of these mutants selects have run with all of them in place. */
export type Truth = {
  readonly mutants: readonly number[];
  readonly tests: number;
  readonly ms: number;
  readonly missed: readonly { readonly mutant: number; readonly test: string }[];
};

export type Line = { readonly number: number; readonly judged: Judged } | { readonly truth: Truth };

/** What is known already of this run, so that it can go on where it was stopped. */
export type Journal = {
  /** By the mutant's number. */
  readonly judged: ReadonlyMap<number, Judged>;
  readonly truths: readonly Truth[];
  add(line: Line): void;
};

/** One line of JSON for each thing that was found out. The first says of what; of something else it begins anew. */
export function openJournal(file: string, of: string): Journal {
  const lines = existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line.endsWith('}'))
    : [];
  const known =
    lines.shift() === JSON.stringify({ of }) ? lines.map((line) => JSON.parse(line) as Line) : null;
  const judged = new Map<number, Judged>();
  const truths: Truth[] = [];
  const take = (line: Line): void => {
    if ('judged' in line) judged.set(line.number, line.judged);
    else truths.push(line.truth);
  };
  if (known === null) {
    mkdirSync(path.dirname(file), { recursive: true });
    appendFileSync(file, '', { flag: 'w' });
    appendFileSync(file, `${JSON.stringify({ of })}\n`);
  } else known.forEach(take);
  return {
    judged,
    truths,
    add(line) {
      take(line);
      appendFileSync(file, `${JSON.stringify(line)}\n`);
    },
  };
}

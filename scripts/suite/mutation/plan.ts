import type { Mutant } from '@topheavy/contracts/mutation';
import path from 'node:path';

/** An answer that a test was given. */
export type Recorded = {
  readonly test: string;
  readonly operation: string;
  readonly status: number;
  readonly body: unknown;
};

/** What the second run tries: for each test, the mutants of answers that it is given. */
export type Plan = {
  readonly mutants: readonly Mutant[];
  readonly tests: Readonly<Record<string, number[]>>;
};

/** What came of it: the test saw the mutant, or passed all the same. Null for the sound answer at the end. */
export type Verdict = { readonly test: string; readonly mutant: number | null; readonly seen: boolean };

/** The folder in which the score and the runs it starts leave things for each other. */
export const MUTATION_DIR = 'MUTATION_DIR';

export const planFile = (dir: string): string => path.join(dir, 'plan.json');

/** Each process of a run appends to a file of its own. */
export const linesFile = (dir: string, kind: 'recorded' | 'verdicts'): string =>
  path.join(dir, `${kind}-${process.pid}.jsonl`);

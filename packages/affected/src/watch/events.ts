import type { Reason, Selection } from '../types.ts';
import type { Lane } from './workers.ts';

export type Failure = {
  /** `file > title`, the file relative to the root. */
  readonly test: string;
  readonly message: string;
  /** `file:line:column`, or null when it is nowhere in the project. */
  readonly at: string | null;
};

export type Verdict = {
  readonly lane: Lane;
  readonly passed: number;
  readonly failures: readonly Failure[];
  /** From the first change of a file to now; for a run that nobody's save started, its length. */
  readonly ms: number;
  /** Tests that should have run and did not: the next save came first. */
  readonly cancelled: boolean;
  /** Tests that a change before this one can break, and that are still to run. */
  readonly left: number;
};

/** What the watch has to say, in the order in which it happens. */
export type WatchEvent =
  | { readonly kind: 'ready'; readonly tests: number; readonly ms: number }
  | {
      readonly kind: 'selected';
      readonly files: readonly string[];
      readonly selection: Selection;
      readonly reasons: readonly (readonly [reason: Reason, tests: number])[];
    }
  /** What tests start from was made anew, and something else came of it: these run, too. */
  | { readonly kind: 'more'; readonly starts: readonly string[]; readonly tests: number }
  | { readonly kind: 'started'; readonly lane: Lane; readonly tests: number | null }
  /** Told again and again while many tests run. */
  | {
      readonly kind: 'progress';
      readonly lane: Lane;
      readonly done: number;
      /** Of so many; null where nobody knows. */
      readonly tests: number | null;
      readonly failed: number;
    }
  /** `expected`: the test was selected, or has failed before. */
  | { readonly kind: 'failed'; readonly lane: Lane; readonly failure: Failure; readonly expected: boolean }
  | ({ readonly kind: 'verdict' } & Verdict)
  | { readonly kind: 'notice'; readonly text: string }
  | { readonly kind: 'ended'; readonly why: 'restart' | 'quit'; readonly text: string };

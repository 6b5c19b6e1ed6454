import type { Pick, Selection, TestId } from '../types.ts';
import type { Failure } from './events.ts';

/** What the watch asks of the selector and of the record that it works with. Paths are relative to the root. */
export type Impact = {
  /** Vitest projects that take part; null for all. */
  readonly projects: readonly string[] | null;
  /** Tests that these files, or without them everything since the record, can break. */
  select(files?: readonly string[]): Selection;
  /** Whether something else came of making this start than what those who have not run started from. */
  isNews(start: string, outcomes: ReadonlySet<string>): boolean;
  /** Sources that are no programs at the moment. While there are any, no test says anything. */
  broken(): readonly Failure[];
  /** What this test ran could not be seen: each change of code is said to break it. */
  isOpaque(test: TestId): boolean;
  /** A quick test of each project, for a worker to get warm by. */
  warmUp(): readonly Pick[];
  /** After each run: what was recorded in it is known from now on. */
  learn(): void;
  /** Whether the watch has to start anew: config, lockfile, the code of the watch itself. */
  restarts(file: string): boolean;
  /** Whether what the global setups prepare depends on it, such as a migration. */
  isSetupInput(file: string): boolean;
};

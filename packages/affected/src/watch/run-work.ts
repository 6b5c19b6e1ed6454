import type { TestCase } from 'vitest/node';
import type { Pick, Selection } from '../types.ts';
import type { Failure, WatchEvent } from './events.ts';
import { failureOf } from './failures.ts';
import type { Impact } from './impact.ts';
import { runTrusted } from './run-trusted.ts';
import type { Session, Wanted } from './session.ts';
import { countTests, failedPick, testId, wantedOf } from './wanted.ts';
import type { Lane, Workers } from './workers.ts';

export type Work = {
  readonly lane: Lane;
  readonly wanted: readonly Wanted[];
  readonly since: number;
  /** Who has to run only if something else comes of making these. */
  readonly starts?: Selection['starts'];
  /** What is red before any test has run. */
  readonly broken?: readonly Failure[];
  /** Tests that a save has brought about wait while these run, and come next. */
  readonly inBetween?: boolean;
};

/** Who has still to run, by test; `names` empty for a whole file. */
export type Due = {
  readonly owed: Map<string, Pick>;
  readonly failed: Map<string, Pick>;
  /** Selected too, but nobody who saved just now waits for them: they come after the verdict. */
  readonly later: Map<string, Pick>;
  /** Everything has to run; the next save may come first. */
  all: boolean;
};

type Surroundings = {
  readonly root: string;
  readonly session: Session;
  readonly workers: Workers;
  readonly impact: Impact;
  /** Each test that passes is taken from here, each that fails put in. */
  readonly due: Due;
  /** Something came up that goes before this. */
  readonly isUrgent: () => boolean;
  readonly state: { readonly stopped: boolean };
  readonly tell: (event: WatchEvent) => void;
};

/** After so many tests it is told how far a run has come. */
const PROGRESS_TESTS = 100;

/** Runs these tests, then those for which something else came of a start, and tells the verdict. Whether it came to its end. */
export async function runWork(work: Work, surroundings: Surroundings): Promise<boolean> {
  const { root, session, workers, impact, due, isUrgent, state, tell } = surroundings;
  const { lane, wanted, since, starts = new Map(), broken = [], inBetween = false } = work;
  const failures: Failure[] = [...broken];
  for (const failure of broken) tell({ kind: 'failed', lane, failure, expected: true });
  const wasAllOwed = due.all;
  const isOver = (): boolean => isUrgent() || state.stopped;
  let passed = 0;
  let died = broken.length > 0;
  let done = 0;
  let running: number | null = 0;
  const outcomes = new Map<string, Set<string>>();
  const onTest = (test: TestCase): void => {
    const { state: result } = test.result();
    const id = testId(root, test);
    done += 1;
    if (done % PROGRESS_TESTS === 0)
      tell({ kind: 'progress', lane, done, tests: running, failed: failures.length });
    for (const [name, outcome] of Object.entries(test.meta().affectedStarts ?? {}))
      outcomes.set(name, (outcomes.get(name) ?? new Set()).add(outcome));
    if (result === 'passed') {
      passed += 1;
      for (const some of [due.owed, due.failed, due.later]) some.delete(id);
    }
    // One that was ended in the middle says nothing; it is still owed.
    if (result !== 'failed' || isOver()) return;
    const expected = wasAllOwed || due.owed.has(id) || due.later.has(id) || due.failed.has(id);
    const failure = failureOf(root, test);
    failures.push(failure);
    due.failed.set(id, failedPick(root, test));
    tell({ kind: 'failed', lane, failure, expected });
  };
  const runAll = async (some: readonly Wanted[]): Promise<void> => {
    const before = { failures: failures.length, passed };
    done = 0;
    running = countTests(some);
    tell({ kind: 'started', lane, tests: running });
    const again = (text: string): void => {
      tell({ kind: 'notice', text });
      failures.length = before.failures;
      passed = before.passed;
      outcomes.clear();
    };
    const outside = await runTrusted({ root, session, workers, wanted: some, lane, onTest, isOver, again });
    died ||= outside.died;
    for (const failure of outside.failures) tell({ kind: 'failed', lane, failure, expected: true });
    failures.push(...outside.failures);
  };
  if (wanted.length > 0) await runAll(wanted);
  const news = [...starts].filter(
    ([name, users]) => users.length > 0 && impact.isNews(name, outcomes.get(name) ?? new Set()),
  );
  if (news.length > 0 && broken.length === 0 && !isOver()) {
    const users = news.flatMap(([, picks]) => picks);
    for (const pick of users) due.owed.set(pick.test, pick);
    tell({ kind: 'more', starts: news.map(([name]) => name), tests: users.length });
    await runAll(session.known(wantedOf(root, users)));
  }
  if (state.stopped) return false;
  const cancelled = isUrgent();
  // What failed is kept as such; what is gone or was renamed will never run. A worker that died is another matter.
  if (!cancelled && !died && !inBetween) due.owed.clear();
  const ms = performance.now() - since;
  tell({ kind: 'verdict', lane, passed, failures, ms, cancelled, left: inBetween ? due.owed.size : 0 });
  if (wanted.length > 0) impact.learn();
  return !cancelled;
}

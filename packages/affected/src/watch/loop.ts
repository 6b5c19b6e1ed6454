import path from 'node:path';
import type { TestCase } from 'vitest/node';
import type { Pick, Selection } from '../types.ts';
import type { Changed } from './changes.ts';
import type { Failure, WatchEvent } from './events.ts';
import { failureOf } from './failures.ts';
import type { Impact } from './impact.ts';
import { runTrusted } from './run-trusted.ts';
import type { Session, Wanted } from './session.ts';
import { count, countTests, failedPick, testId, wantedOf } from './wanted.ts';
import type { Lane, Workers } from './workers.ts';

export type Loop = {
  /** Runs what is due since the record, or else one test of each project: then workers are warm. */
  start(): Promise<void>;
  /** Files hold something else now; `savedAt` in the time of `performance.now()`. */
  changed(files: Changed, savedAt: number): void;
  runAll(): void;
  runFailed(): void;
  /** Whether the rest runs too, when nothing else is to be done. Returns what it is from now on. */
  toggleRest(): boolean;
  /** Resolves when there is nothing to do. */
  idle(): Promise<void>;
  stop(): Promise<void>;
};

type Options = {
  readonly root: string;
  readonly session: Session;
  readonly workers: Workers;
  readonly impact: Impact;
  /** How long after a verdict the rest starts; null for never. */
  readonly restAfterMs: number | null;
  readonly tell: (event: WatchEvent) => void;
};

type Work = {
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

/** No reason of a test itself: a process that it starts reads files and runs code. */
const UNSEEN: ReadonlySet<string> = new Set(['opaque', 'pending', 'file', 'module']);

/** More than that are left from some other change, such as of a branch, and are no part of the next verdict. */
const MOST_PENDING = 100;

/** After so many tests it is told how far a run has come. */
const PROGRESS_TESTS = 100;

/** Code that Node loads as modules. What else a test notices it reads itself, and may keep. */
const MODULE = /\.(?:m?[jt]s|[jt]sx)$/;

/** One thing after the other: take up what was saved, run what it can break, then, when idle, the rest. */
export function openLoop({ root, session, workers, impact, restAfterMs, tell }: Options): Loop {
  let waiting = new Map<string, string | null>();
  let waitingSince = 0;
  let asked: 'all' | 'failed' | 'owed' | null = null;
  /** By test; `names` empty for a whole file. */
  const owed = new Map<string, Pick>();
  const failed = new Map<string, Pick>();
  /** Selected too, but nobody who saved just now waits for them: they come after the verdict. */
  const later = new Map<string, Pick>();
  let restOn = restAfterMs !== null;
  let restTimer: NodeJS.Timeout | undefined;
  let restDue = false;
  /** Of what was due at the beginning. */
  let startsDue: Selection['starts'] = new Map();
  /** Everything had to run, and the next save came first. */
  let allOwed = false;
  const state = { started: false, stopped: false, turning: undefined as Promise<void> | undefined };

  const nudge = (): void => {
    if (state.stopped || !state.started) return;
    state.turning ??= turn()
      .catch((error: unknown) => tell({ kind: 'notice', text: `The watch itself failed: ${String(error)}` }))
      .finally(() => (state.turning = undefined));
  };

  /** What runs now is ended for it. */
  const wake = (): void => {
    clearTimeout(restTimer);
    void session.cancel();
    nudge();
  };

  const hasWork = (): boolean => waiting.size > 0 || asked !== null || restDue || later.size > 0;
  /** What comes before the run that goes on. */
  const isUrgent = (): boolean => waiting.size > 0 || asked !== null;

  const turn = async (): Promise<void> => {
    while (!state.stopped && hasWork()) {
      const work = (await takeUp()) ?? (await takeAsked()) ?? (await takeRest());
      if (work === null || state.stopped) continue;
      if (waiting.size > 0) continue;
      await run(work);
    }
  };

  /** The files that were saved: workers take them up while the tests are looked for. */
  const takeUp = async (): Promise<Work | null> => {
    if (waiting.size === 0) return null;
    const changed = waiting;
    const since = waitingSince;
    waiting = new Map();
    const names = [...changed.keys()].map((file) => path.relative(root, file).split(path.sep).join('/'));
    const restart = names.find(impact.restarts);
    if (restart !== undefined) {
      state.stopped = true;
      tell({ kind: 'ended', why: 'restart', text: `${restart} changed` });
      return null;
    }
    const before = workers.counts().distrusted;
    const renewed = workers.renew(changed);
    const selection = ours(impact.select(names));
    await renewed;
    await session.renewSetups(changed, names.some(impact.isSetupInput));
    if (workers.counts().distrusted > before)
      tell({
        kind: 'notice',
        text: 'A worker did not show that it runs what was saved; another takes its place.',
      });
    // What a module has read from such a file it may keep, and nobody can tell which one did.
    if (selection.picks.length > 0 && names.some((name) => !MODULE.test(name))) await workers.discard();
    const backlog = selection.picks.filter(isPending).length > MOST_PENDING;
    for (const pick of [...selection.picks, ...failed.values()])
      (isUnseen(pick) || (backlog && isPending(pick)) ? later : owed).set(pick.test, pick);
    tell({ kind: 'selected', files: names, selection, reasons: count(selection.picks) });
    restDue = false;
    const broken = impact.broken();
    if (broken.length > 0) return { lane: 'exact', wanted: [], since, broken };
    allOwed ||= selection.all;
    const wanted = selection.all
      ? await session.everything(impact.projects)
      : session.known(wantedOf(root, [...owed.values()]));
    return { lane: 'exact', wanted, since, starts: selection.starts };
  };

  const takeAsked = async (): Promise<Work | null> => {
    const what = asked;
    asked = null;
    if (what === null) return null;
    const picks = what === 'failed' ? failed : owed;
    const wanted =
      what === 'all'
        ? await session.everything(impact.projects)
        : session.known(wantedOf(root, [...picks.values()]));
    const starts = startsDue;
    startsDue = new Map();
    return {
      lane: 'exact',
      wanted,
      since: performance.now(),
      ...(what === 'owed' && { starts }),
      inBetween: what === 'failed',
    };
  };

  const takeRest = async (): Promise<Work | null> => {
    const since = performance.now();
    if (later.size > 0)
      return { lane: 'rest', wanted: session.known(wantedOf(root, [...later.values()])), since };
    if (!restDue) return null;
    restDue = false;
    return { lane: 'rest', wanted: await session.everything(impact.projects), since };
  };

  /** Without files that were left out of this watch: they would be new each time. */
  const ours = (selection: Selection): Selection => ({
    ...selection,
    picks: selection.picks.filter(
      (pick) =>
        pick.reasons.every(({ kind }) => kind !== 'new') || session.known(wantedOf(root, [pick])).length > 0,
    ),
  });

  const isPending = ({ reasons }: Pick): boolean => reasons.every(({ kind }) => kind === 'pending');

  const isUnseen = ({ test, reasons }: Pick): boolean =>
    impact.isOpaque(test) && reasons.every(({ kind }) => UNSEEN.has(kind));

  const run = async (work: Work): Promise<void> => {
    const { lane, wanted, since, starts = new Map(), broken = [], inBetween = false } = work;
    const failures: Failure[] = [...broken];
    for (const failure of broken) tell({ kind: 'failed', lane, failure, expected: true });
    const wasAllOwed = allOwed;
    const isOver = (): boolean => isUrgent() || state.stopped;
    let passed = 0;
    let died = broken.length > 0;
    let done = 0;
    let running: number | null = 0;
    const outcomes = new Map<string, Set<string>>();
    const onTest = (test: TestCase): void => {
      const { state } = test.result();
      const id = testId(root, test);
      done += 1;
      if (done % PROGRESS_TESTS === 0)
        tell({ kind: 'progress', lane, done, tests: running, failed: failures.length });
      for (const [name, outcome] of Object.entries(test.meta().affectedStarts ?? {}))
        outcomes.set(name, (outcomes.get(name) ?? new Set()).add(outcome));
      if (state === 'passed') {
        passed += 1;
        owed.delete(id);
        failed.delete(id);
        later.delete(id);
      }
      // One that was ended in the middle says nothing; it is still owed.
      if (state !== 'failed' || isOver()) return;
      const expected = wasAllOwed || owed.has(id) || later.has(id) || failed.has(id);
      const failure = failureOf(root, test);
      failures.push(failure);
      failed.set(id, failedPick(root, test));
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
      for (const pick of users) owed.set(pick.test, pick);
      tell({ kind: 'more', starts: news.map(([name]) => name), tests: users.length });
      await runAll(session.known(wantedOf(root, users)));
    }
    if (state.stopped) return;
    const cancelled = isUrgent();
    // What failed is kept as such; what is gone or was renamed will never run. A worker that died is another matter.
    if (!cancelled && !died && !inBetween) owed.clear();
    const ms = performance.now() - since;
    tell({ kind: 'verdict', lane, passed, failures, ms, cancelled, left: inBetween ? owed.size : 0 });
    if (wanted.length > 0) impact.learn();
    if (cancelled) return;
    if (lane === 'rest') later.clear();
    await workers.tidy();
    // What cannot be loaded makes everything red: nothing else is worth its time until it is mended.
    if (broken.length > 0) return;
    if (inBetween && owed.size > 0) asked = 'owed';
    else if (allOwed && countTests(wanted) !== null) restDue = true;
    else if (lane === 'exact' && restOn && restAfterMs !== null && wanted.length > 0)
      restTimer = setTimeout(() => {
        restDue = true;
        nudge();
      }, restAfterMs);
    if (countTests(wanted) === null) allOwed = false;
  };

  return {
    async start() {
      const selection = ours(impact.select());
      const due = [...selection.picks];
      if (due.length > 0 || selection.all)
        tell({ kind: 'selected', files: [], selection, reasons: count(due) });
      for (const pick of due) (isUnseen(pick) ? later : owed).set(pick.test, pick);
      startsDue = selection.starts;
      if (selection.all) asked = 'all';
      else if (due.length > 0) asked = 'owed';
      else if (impact.warmUp().length > 0)
        await session.run(wantedOf(root, impact.warmUp()), 'exact', () => undefined);
      state.started = true;
      if (hasWork()) wake();
      else await workers.tidy();
    },
    changed(files, savedAt) {
      if (waiting.size === 0) waitingSince = savedAt;
      for (const [file, text] of files) waiting.set(file, text);
      wake();
    },
    runAll() {
      asked = 'all';
      wake();
    },
    runFailed() {
      asked = 'failed';
      wake();
    },
    toggleRest() {
      restOn = !restOn;
      if (!restOn) clearTimeout(restTimer);
      return restOn;
    },
    async idle() {
      while (state.turning !== undefined) await state.turning;
    },
    async stop() {
      state.stopped = true;
      clearTimeout(restTimer);
      await session.cancel();
      await state.turning;
    },
  };
}

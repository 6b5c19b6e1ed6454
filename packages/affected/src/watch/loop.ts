import path from 'node:path';
import type { Pick, Selection } from '../types.ts';
import type { Changed } from './changes.ts';
import type { WatchEvent } from './events.ts';
import type { Impact } from './impact.ts';
import { runWork, type Due, type Work } from './run-work.ts';
import type { Session } from './session.ts';
import { count, countTests, wantedOf } from './wanted.ts';
import type { Workers } from './workers.ts';

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

/** No reason of a test itself: a process that it starts reads files and runs code. */
const UNSEEN: ReadonlySet<string> = new Set(['opaque', 'pending', 'file', 'module']);

/** More than that are left from some other change, such as of a branch, and are no part of the next verdict. */
const MOST_PENDING = 100;

/** Code that Node loads as modules. What else a test notices it reads itself, and may keep. */
const MODULE = /\.(?:m?[jt]s|[jt]sx)$/;

/** One thing after the other: take up what was saved, run what it can break, then, when idle, the rest. */
export function openLoop({ root, session, workers, impact, restAfterMs, tell }: Options): Loop {
  let waiting = new Map<string, string | null>();
  let waitingSince = 0;
  let asked: 'all' | 'failed' | 'owed' | null = null;
  const due: Due = { owed: new Map(), failed: new Map(), later: new Map(), all: false };
  let restOn = restAfterMs !== null;
  let restTimer: NodeJS.Timeout | undefined;
  let restDue = false;
  /** Of what was due at the beginning. */
  let startsDue: Selection['starts'] = new Map();
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

  const hasWork = (): boolean => waiting.size > 0 || asked !== null || restDue || due.later.size > 0;
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
    const gone = new Set(names.filter((name) => changed.get(path.resolve(root, name)) === null));
    for (const some of [due.owed, due.failed, due.later])
      for (const [test, { file }] of some) if (gone.has(file)) some.delete(test);
    const backlog = selection.picks.filter(isPending).length > MOST_PENDING;
    for (const pick of [...selection.picks, ...due.failed.values()])
      (isUnseen(pick) || (backlog && isPending(pick)) ? due.later : due.owed).set(pick.test, pick);
    tell({ kind: 'selected', files: names, selection, reasons: count(selection.picks) });
    restDue = false;
    const broken = impact.broken();
    if (broken.length > 0) return { lane: 'exact', wanted: [], since, broken };
    due.all ||= selection.all;
    const wanted = selection.all
      ? await session.everything(impact.projects)
      : session.known(wantedOf(root, [...due.owed.values()]));
    return { lane: 'exact', wanted, since, starts: selection.starts };
  };

  const takeAsked = async (): Promise<Work | null> => {
    const what = asked;
    asked = null;
    if (what === null) return null;
    const picks = what === 'failed' ? due.failed : due.owed;
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
    if (due.later.size > 0)
      return { lane: 'rest', wanted: session.known(wantedOf(root, [...due.later.values()])), since };
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
    const { lane, wanted, broken = [], inBetween = false } = work;
    const isDone = await runWork(work, { root, session, workers, impact, due, isUrgent, state, tell });
    if (!isDone) return;
    if (lane === 'rest') due.later.clear();
    await workers.tidy();
    // What cannot be loaded makes everything red: nothing else is worth its time until it is mended.
    if (broken.length > 0) return;
    if (inBetween && due.owed.size > 0) asked = 'owed';
    else if (due.all && countTests(wanted) !== null) restDue = true;
    else if (lane === 'exact' && restOn && restAfterMs !== null && wanted.length > 0)
      restTimer = setTimeout(() => {
        restDue = true;
        nudge();
      }, restAfterMs);
    if (countTests(wanted) === null) due.all = false;
  };

  return {
    async start() {
      const selection = ours(impact.select());
      const { picks } = selection;
      if (picks.length > 0 || selection.all)
        tell({ kind: 'selected', files: [], selection, reasons: count(picks) });
      for (const pick of picks) (isUnseen(pick) ? due.later : due.owed).set(pick.test, pick);
      startsDue = selection.starts;
      if (selection.all) asked = 'all';
      else if (picks.length > 0) asked = 'owed';
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

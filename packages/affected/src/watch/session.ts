import {
  createVitest,
  type Reporter,
  type TestCase,
  type TestModule,
  type TestProject,
  type Vitest,
} from 'vitest/node';
import { RecordReporter } from '../record/reporter.ts';
import { openSetups } from './setups.ts';
import type { Lane, Workers } from './workers.ts';

/** Tests of one file; all of them when `names` is missing. */
export type Wanted = {
  /** Empty when it is not known. */
  readonly project: string;
  /** Absolute. */
  readonly file: string;
  /** Full names, joined with ` > `. */
  readonly names?: readonly string[];
};

export type Ran = {
  readonly modules: readonly TestModule[];
  /** What happened outside of any test. */
  readonly errors: readonly unknown[];
};

export type Session = {
  readonly vitest: Vitest;
  run(wanted: readonly Wanted[], lane: Lane, onTest: (test: TestCase) => void): Promise<Ran>;
  /** Ends the run that goes on, if one does: after the test that it is at, or in the middle of a long one. */
  cancel(): Promise<void>;
  /** Runs the global setups anew before the next run, with these files as they are now. */
  renewSetups(changed: ReadonlyMap<string, string | null>, again: boolean): Promise<void>;
  /** These, without what belongs to no project or is left out. */
  known(wanted: readonly Wanted[]): readonly Wanted[];
  /** Every test file of these projects. */
  everything(projects: readonly string[] | null): Promise<readonly Wanted[]>;
  close(): Promise<void>;
};

/** Below this, a second process costs more than it brings. */
const TESTS_FOR_ALL_WORKERS = 12;

/** A test that takes longer to come to its end is not waited for. */
const PATIENCE_MS = 500;

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** Vitest, with its config read, the global setups done, and our workers. `most` at a time. */
export async function openSession(
  root: string,
  { workers, most, exclude = [] }: { workers: Workers; most: number; exclude?: readonly string[] },
): Promise<Session> {
  let onTest: (test: TestCase) => void = () => undefined;
  const reporter: Reporter = { onTestCaseResult: (test) => onTest(test) };
  const before = new Set(SIGNALS.flatMap((signal) => process.listeners(signal)));
  const vitest = await createVitest('test', {
    root,
    watch: false,
    reporters: [reporter],
  });
  // Vitest would end the process at once, with our workers and its global setups still there.
  for (const signal of SIGNALS)
    for (const listener of process.listeners(signal))
      if (!before.has(listener)) process.off(signal, listener);
  for (const { config } of vitest.projects) {
    // Given as an option it would lose against the config file's own.
    config.exclude.push(...exclude);
    config.pool = 'affected';
    config.poolRunner = { name: 'affected', createPoolWorker: workers.createPoolWorker };
  }
  // Global setups prepare something for each: one more, for the lane of the rest.
  vitest.config.maxWorkers = most + 1;
  // The watch puts it into the record itself, after the verdict: nobody waits for that.
  const { reporters } = vitest as unknown as { readonly reporters: Reporter[] };
  reporters.splice(0, reporters.length, ...reporters.filter((one) => !(one instanceof RecordReporter)));
  const setups = openSetups(vitest);
  const projects = new Map<string, TestProject>(vitest.projects.map((project) => [project.name, project]));
  let running: Promise<unknown> | undefined;
  let current: Lane = 'exact';
  let cancelled = false;

  return {
    vitest,
    async run(wanted, lane, tell) {
      const specifications = wanted.flatMap(
        ({ project, file, names }) =>
          projects
            .get(project)
            ?.createSpecification(file, names === undefined ? undefined : { testNames: [...names] }) ?? [],
      );
      const tests = wanted.reduce((sum, { names }) => sum + (names?.length ?? TESTS_FOR_ALL_WORKERS), 0);
      for (const project of projects.values())
        project.config.maxWorkers = lane === 'rest' || tests < TESTS_FOR_ALL_WORKERS ? 1 : most;
      current = lane;
      workers.enter(lane);
      onTest = tell;
      cancelled = false;
      const run = (async () => {
        await setups.ensure(new Set(specifications.map(({ project }) => project)));
        if (cancelled) return { unhandledErrors: [] };
        return vitest.runTestSpecifications(specifications);
      })();
      running = run.catch(() => undefined);
      try {
        const { unhandledErrors } = await run;
        return {
          modules: specifications.flatMap(({ testModule }) => testModule ?? []),
          errors: unhandledErrors,
        };
      } finally {
        running = undefined;
        onTest = () => undefined;
      }
    },
    async cancel() {
      if (running === undefined) return;
      cancelled = true;
      workers.interrupt();
      const patience = setTimeout(workers.abort, current === 'rest' ? 0 : PATIENCE_MS);
      // By then the next run may have begun: it is not for this one to end.
      const ended = running.finally(() => clearTimeout(patience));
      await Promise.all([vitest.cancelCurrentRun('keyboard-input').catch(() => undefined), ended]);
    },
    async renewSetups(changed, again) {
      setups.renew(changed);
      if (again) await setups.end();
    },
    known: (wanted) =>
      wanted.flatMap((one) =>
        [...projects.values()]
          // A file that nobody has recorded belongs to every project that looks for its name.
          .filter(({ name }) => one.project === '' || one.project === name)
          .filter((project) => project.matchesTestGlob(one.file))
          .map(({ name }) => ({ ...one, project: name })),
      ),
    async everything(names) {
      // Files may have come and gone.
      vitest.clearSpecificationsCache();
      const found = await vitest.globTestSpecifications();
      return found
        .filter(({ project }) => names === null || names.includes(project.name))
        .map(({ project, moduleId }) => ({ project: project.name, file: moduleId }));
    },
    async close() {
      workers.abort();
      await running;
      await vitest.close();
      await setups.end();
    },
  };
}

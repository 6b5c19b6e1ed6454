import {
  openCanary,
  openSession,
  openWorkers,
  testId,
  textHash,
  wantedOf,
  type Ran,
} from '@topheavy/affected/watch';
import type { Pick } from '@topheavy/affected';
import { readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { TestCase } from 'vitest/node';

export type Outcome = {
  /** By test, the first line of what it said. */
  readonly failed: ReadonlyMap<string, string>;
  readonly passed: ReadonlySet<string>;
  /** By start, what came of making it. */
  readonly outcomes: ReadonlyMap<string, ReadonlySet<string>>;
  /** A file could not be loaded, or a process died. */
  readonly errors: number;
  /** It was ended: somebody failed and that was enough, or nothing was heard of it any more. */
  readonly ended: 'no' | 'failed' | 'silent' | 'before any test';
};

export type WarmRuns = {
  /** These files hold something else now. `setups`: what all tests stand on has to be prepared anew. */
  takeUp(files: readonly string[], setups: boolean): Promise<void>;
  /** Ends early once so many have failed. */
  run(picks: readonly Pick[], mostFailures?: number): Promise<Outcome>;
  /** What runs next does so in new processes. */
  discard(): Promise<void>;
  close(): Promise<void>;
};

/** A run of which nothing is heard for so long is ended: after some changes somebody waits for ever. */
const SILENT_MS = 120_000;

export type Options = {
  /** So many processes at a time. */
  readonly most?: number;
  /** Test files. */
  readonly exclude?: readonly string[];
  /** Instead of the projects' own. */
  readonly testTimeoutMs?: number;
};

const MODULE = /\.(?:m?[jt]s|[jt]sx)$/;

/** The watch's own processes, at most so many, which take up changed files without starting anew. */
export async function openWarmRuns(
  folder: string,
  record: string,
  { most = availableParallelism(), exclude = [], testTimeoutMs }: Options = {},
): Promise<WarmRuns> {
  const workers = openWorkers(openCanary(), { warm: true, restPoolId: most + 1 });
  const session = await openSession(folder, { workers, most, exclude });
  if (testTimeoutMs !== undefined)
    for (const { config } of session.vitest.projects) config.testTimeout = testTimeoutMs;
  return {
    async takeUp(files, setups) {
      const changed = new Map(
        files.map((file) => [path.join(folder, file), textHash(readFileSync(path.join(folder, file)))]),
      );
      await workers.renew(changed);
      await session.renewSetups(changed, setups);
      if (setups || !files.every((file) => MODULE.test(file))) await workers.discard();
    },
    async run(picks, mostFailures = Infinity) {
      const failed = new Map<string, string>();
      const outcomes = new Map<string, Set<string>>();
      const passed = new Set<string>();
      let ended: Outcome['ended'] = 'no';
      const end = (why: 'failed' | 'silent'): void => {
        if (ended === 'no') void session.cancel();
        ended = why;
      };
      const silence = setTimeout(() => end('silent'), SILENT_MS);
      const onTest = (test: TestCase): void => {
        silence.refresh();
        for (const [name, outcome] of Object.entries(test.meta().affectedStarts ?? {}))
          outcomes.set(name, (outcomes.get(name) ?? new Set()).add(outcome));
        const { state, errors } = test.result();
        if (state === 'passed') passed.add(testId(folder, test));
        if (state !== 'failed') return;
        failed.set(testId(folder, test), errors[0]?.message.split('\n', 1)[0] || 'It failed.');
        if (failed.size >= mostFailures) end('failed');
      };
      let ran: Ran;
      try {
        ran = await session.run(session.known(wantedOf(folder, picks)), 'exact', onTest);
      } catch {
        // What all tests stand on could not be prepared.
        return { failed, passed, outcomes, ended: 'before any test', errors: 1 };
      } finally {
        clearTimeout(silence);
      }
      await workers.tidy();
      workers.takeStale();
      rmSync(path.join(folder, `${record}.shards`), { recursive: true, force: true });
      const broken = ran.modules.filter((module) => module.errors().length > 0).length;
      return { failed, passed, outcomes, ended, errors: ended === 'no' ? ran.errors.length + broken : 0 };
    },
    discard: workers.discard,
    async close() {
      await session.close();
      await workers.stop();
    },
  };
}

import path from 'node:path';
import type { TestCase } from 'vitest/node';
import type { Failure } from './events.ts';
import { failureOutside, failuresOf } from './failures.ts';
import type { Session, Wanted } from './session.ts';
import type { Lane, Workers } from './workers.ts';

type Options = {
  readonly root: string;
  readonly session: Session;
  readonly workers: Workers;
  readonly wanted: readonly Wanted[];
  readonly lane: Lane;
  readonly onTest: (test: TestCase) => void;
  /** Whether something else has to be done, and nobody waits for this any more. */
  readonly isOver: () => boolean;
  /** What was told until now does not hold: all of it runs again. */
  readonly again: (why: string) => void;
};

/**
 * Runs tests; again, in new processes, when one of them was linked to code that is not what is on disk.
 * Answers what was red outside of any test.
 */
export async function runTrusted(options: Options): Promise<{ failures: readonly Failure[]; died: boolean }> {
  const { root, session, workers, wanted, lane, onTest, isOver, again } = options;
  for (let attempt = 1; ; attempt += 1) {
    const { modules, errors } = await session.run(wanted, lane, onTest);
    const failures = isOver()
      ? []
      : [
          ...modules.flatMap((module) => failuresOf(root, module)),
          ...errors.map((error) => failureOutside(root, error)),
        ];
    // A file that could not be loaded is red, whatever else it would have been linked to.
    const loaded = new Set(modules.flatMap((one) => (one.errors().length === 0 ? [one.moduleId] : [])));
    const old = workers.takeStale().flatMap(([from, file]) => (loaded.has(from) ? [file] : []));
    const stale = [...new Set(old)].map((file) => path.relative(root, file)).join(', ');
    if (stale !== '') await workers.discard();
    if (stale === '' || isOver()) return { failures, died: errors.length > 0 };
    const message = `Old code ran: ${stale}`;
    if (attempt === 2)
      return { failures: [...failures, { test: 'the watch itself', message, at: null }], died: false };
    again(`${message}; again in a new process.`);
  }
}

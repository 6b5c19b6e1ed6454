import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Named } from './run-tests.ts';

/** A test, and the files in which the copy differs from the checkout. */
export type Asked = Named & { readonly changed: readonly string[] };

/** The first words of its failure, if it fails with the patch and passes without; null when that is not so. */
export type Answer = { readonly seen: string | null };

export type WarmTests = {
  /** Tries a named test in processes that stay from patch to patch. Null: only a new process can tell. */
  see(asked: Asked, env: NodeJS.ProcessEnv): Promise<string | null>;
  close(): Promise<void>;
};

/** Whoever takes longer waits for ever. */
const PATIENCE_MS = 90_000;

/** For the copy at `folder`. Its process starts with the first test. */
export function openWarmTests(folder: string): WarmTests {
  let child: ChildProcess | null = null;
  const start = (env: NodeJS.ProcessEnv): ChildProcess => {
    const started = fork(path.join(import.meta.dirname, 'warm-process.ts'), {
      cwd: folder,
      // To take up changed code, its processes have to know what each test runs.
      env: { ...env, AFFECTED: 'on' },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    started.once('exit', () => (child = null));
    return started;
  };
  return {
    async see(asked, env) {
      const asking = (child ??= start(env));
      const settled = new AbortController();
      const signal = AbortSignal.any([settled.signal, AbortSignal.timeout(PATIENCE_MS)]);
      asking.send(asked, () => undefined);
      try {
        const told: unknown[] = await Promise.race([
          once(asking, 'message', { signal }),
          once(asking, 'exit', { signal }).then(() => [{ seen: null }]),
        ]);
        const [answer] = told as [Answer];
        return answer.seen;
      } catch {
        asking.kill('SIGKILL');
        child = null;
        return null;
      } finally {
        settled.abort();
      }
    },
    async close() {
      if (child === null) return;
      const ended = once(child, 'exit');
      // It closes what it holds, and ends.
      child.disconnect();
      await ended;
    },
  };
}

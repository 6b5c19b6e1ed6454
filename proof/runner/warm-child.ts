import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/** A process that stays in one copy from patch to patch, with what it loaded. */
export type WarmChild<Asked extends object, Answer> = {
  /** Null when it cannot tell: it does not know, it has died, or it takes too long. Then only a new process can. */
  ask(asked: Asked, env: NodeJS.ProcessEnv): Promise<Answer | null>;
  close(): Promise<void>;
};

/** Whoever takes longer waits for ever. */
const PATIENCE_MS = 90_000;

/**
 * Runs `program` of this folder in the copy at `folder`, from the first question on. One question at a time. Why it
 * failed at one is noted: a new process takes much longer, and should not have to.
 */
export function openWarmChild<Asked extends object, Answer>(
  program: string,
  folder: string,
  note: (sentence: string) => void,
  patienceMs = PATIENCE_MS,
): WarmChild<Asked, Answer> {
  let child: ChildProcess | null = null;
  const start = (env: NodeJS.ProcessEnv): ChildProcess => {
    const started = fork(path.resolve(import.meta.dirname, program), {
      cwd: folder,
      env,
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    started.once('exit', () => (child = null));
    return started;
  };
  return {
    async ask(asked, env) {
      const asking = (child ??= start(env));
      const settled = new AbortController();
      const signal = AbortSignal.any([settled.signal, AbortSignal.timeout(patienceMs)]);
      asking.send(asked, () => undefined);
      try {
        const told: unknown[] = await Promise.race([
          once(asking, 'message', { signal }),
          once(asking, 'exit', { signal }).then(() => [{ answer: null, failure: 'it ended' }]),
        ]);
        const [{ answer, failure }] = told as [Told<Answer>];
        if (failure !== undefined) note(`${program}: ${failure}`);
        return answer;
      } catch {
        note(`${program}: no answer after ${patienceMs / 1000} s`);
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

type Told<Answer> = { readonly answer: Answer | null; readonly failure?: string };

/** In the child: answers what is asked until the channel closes, then closes what it holds, and ends. */
export function answerWith(answer: (asked: never) => Promise<unknown>, close: () => Promise<void>): void {
  // Ctrl-C reaches every process of the terminal; this one ends with its parent.
  process.on('SIGINT', () => undefined);
  process.on('message', (asked) => {
    void answer(asked as never)
      .then(
        (told): Told<unknown> => ({ answer: told }),
        (error: unknown): Told<unknown> => ({ answer: null, failure: String(error) }),
      )
      .then((told) => process.send?.(told));
  });
  process.on('disconnect', () => void close().finally(() => process.exit()));
}

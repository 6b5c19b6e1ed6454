import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export type Talking = {
  /** The next line of its output that this says yes to, and when it came. */
  line(wanted: (line: string) => boolean): Promise<{ readonly text: string; readonly atMs: number }>;
  end(): Promise<void>;
};

/** A program whose lines somebody waits for. */
export function start(
  folder: string,
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Talking {
  const child = spawn(program, args, { cwd: folder, env, stdio: ['pipe', 'pipe', 'pipe'] });
  const said: { text: string; atMs: number }[] = [];
  let wake = (): void => undefined;
  let ended = false;
  for (const stream of [child.stdout, child.stderr])
    createInterface(stream).on('line', (text) => {
      said.push({ text, atMs: performance.now() });
      wake();
    });
  // Before the folder that it works in is removed.
  const endWithUs = (): void => void child.kill();
  process.prependOnceListener('exit', endWithUs);
  const exit = once(child, 'exit').finally(() => process.off('exit', endWithUs));
  child.on('exit', () => {
    ended = true;
    wake();
  });
  let heard = 0;
  return {
    async line(wanted) {
      for (;;) {
        for (; heard < said.length; heard += 1) {
          const one = said[heard];
          if (one === undefined || !wanted(one.text)) continue;
          heard += 1;
          return one;
        }
        if (ended)
          throw new Error(
            `It ended:\n${said
              .map(({ text }) => text)
              .slice(-20)
              .join('\n')}`,
          );
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
    async end() {
      child.kill('SIGINT');
      await exit;
    },
  };
}

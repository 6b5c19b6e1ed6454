import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { watchChanges } from './changes.ts';

/** How the watch ends to be started again, with the config and the code as they are now. */
export const RESTART = 75;

/** Who ends sooner than this by itself would end again. */
const SHORT_LIFE_MS = 5000;

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));

/**
 * Keeps a watch running below `root`: a process of its own, which can be started again when what it has
 * loaded is no longer what is on disk. Returns the exit code.
 */
export async function supervise(
  root: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<number> {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  let restarted = false;
  for (;;) {
    const startedAt = performance.now();
    const child = spawn(process.execPath, [MAIN, ...args], {
      cwd: root,
      env,
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    });
    const pass = (signal: NodeJS.Signals): void => {
      // A terminal sends Ctrl-C to both.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    };
    for (const signal of signals) process.on(signal, pass);
    const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    for (const one of signals) process.off(one, pass);
    if (code === RESTART) {
      restarted = true;
      continue;
    }
    if (code === 0) return 0;
    const how = signal ?? `exit code ${code}`;
    const lived = performance.now() - startedAt;
    process.stderr.write(
      `The watch ended unexpectedly (${how})${lived < SHORT_LIFE_MS ? (restarted ? ': again after the next save' : '') : ': starting again'}.\n`,
    );
    if (lived >= SHORT_LIFE_MS) restarted = true;
    else if (restarted) await nextChange(root);
    else return 1;
  }
}

/** In the middle of a rebase its own code, or the config, may be no program for a while. */
async function nextChange(root: string): Promise<void> {
  await new Promise<void>((resolve) => {
    const changes = watchChanges(root, () => {
      changes.close();
      resolve();
    });
  });
}

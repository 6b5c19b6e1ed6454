import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from '@topheavy/testbed/postgres/testing';

export type Program = {
  firstLine: Promise<string>;
  /** Ends when the program has. */
  ended: Promise<unknown>;
  /** Signals the program alone, or all of its process group as a terminal does, and waits for its end. */
  kill: (signal: NodeJS.Signals, whom?: 'program' | 'group') => Promise<void>;
};

/** Starts a file of this folder as a process of its own, in a process group of its own; it is killed with the test. */
export function startProgram(
  file: string,
  args: readonly string[] = [],
  env: NodeJS.ProcessEnv = process.env,
): Program {
  const path = fileURLToPath(new URL(file, import.meta.url));
  const child = spawn(process.execPath, [path, ...args], {
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  onTestFinished(() => void child.kill('SIGKILL'));
  const firstLine = new Promise<string>((resolve, reject) => {
    const lines = createInterface(child.stdout);
    lines.once('line', resolve);
    lines.once('close', () => reject(new Error(`${file} ended without a word`)));
  });
  return {
    firstLine,
    ended,
    kill: async (signal, whom = 'program') => {
      const pid = Number(child.pid);
      process.kill(whom === 'group' ? -pid : pid, signal);
      await ended;
    },
  };
}

import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../../scripts/terminal.ts';
import { memoryOf } from './memory.ts';

export type Ended = {
  readonly code: number;
  readonly startedAt: number;
  readonly wall: number;
  readonly cpu: number | null;
  readonly memory: number | null;
  readonly output: string;
};

/** The shell waits for the command and says what it and all that it waited for took: POSIX `times`. */
const TIMED = '"$@"; code=$?; times >"$TIMES_FILE"; exit $code';
/** A look takes the system some 20 ms. */
const LOOK_EVERY_MS = 1000;

/** Runs a command in the root of the repository, and measures the process with all that it starts. */
export async function runMeasured(
  command: readonly string[],
  env: NodeJS.ProcessEnv,
  folder: string,
): Promise<Ended> {
  const hasShell = process.platform !== 'win32';
  const [program = '', ...args] = hasShell ? ['sh', '-c', TIMED, 'sh', ...command] : command;
  const timesFile = path.join(folder, 'times');
  const startedAt = Date.now();
  const from = performance.now();
  const child = spawn(program, args, {
    cwd: root,
    env: { ...env, TIMES_FILE: timesFile },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
  let memory: number | null = null;
  const look = async (): Promise<void> => {
    const now = await memoryOf(child.pid ?? 0);
    if (now !== null) memory = Math.max(memory ?? 0, now);
  };
  const looking = setInterval(() => void look(), LOOK_EVERY_MS);
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
  clearInterval(looking);
  const wall = (performance.now() - from) / 1000;
  const cpu = hasShell ? cpuSecondsIn(await readFile(timesFile, 'utf8').catch(() => '')) : null;
  return { code, startedAt, wall, cpu, memory, output: Buffer.concat(output).toString('utf8') };
}

/**
 * The sum of the last line of `times`, such as `0m1.230000s 0m0.450000s`: user and system time of all children that
 * were waited for. Null when it is no such line.
 */
export function cpuSecondsIn(times: string): number | null {
  const line = times.trim().split('\n').at(-1) ?? '';
  const parts = [...line.matchAll(/(\d+)m([\d.]+)s/g)];
  if (parts.length !== 2) return null;
  return parts.reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds), 0);
}

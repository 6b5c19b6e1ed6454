import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Verdict, WatchEvent } from '@topheavy/affected/watch';
import type { SmallProject } from './small-project.ts';

export type Watched = {
  readonly pid: number;
  /** The next event of this kind, counted from the last one that was waited for. */
  next<K extends WatchEvent['kind']>(kind: K): Promise<Extract<WatchEvent, { kind: K }>>;
  /** The next verdict on what a change can break. */
  verdict(): Promise<Verdict>;
  kill(signal: NodeJS.Signals): void;
  readonly exit: Promise<number | null>;
  /** Everything it said, for a failing test. */
  readonly said: readonly string[];
};

const MAIN = fileURLToPath(import.meta.resolve('@topheavy/affected/watch/main'));

/** The watch in a process of its own, with what it tells as events. Ends with the test. */
export function startWatched(project: SmallProject, args: readonly string[] = ['--no-rest']): Watched {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(?:VITEST|TEST$|NODE_ENV$|AFFECTED(?:_|$))/.test(name)),
  );
  const child = spawn(process.execPath, [MAIN, '--json', ...args], {
    cwd: project.root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  const events: WatchEvent[] = [];
  const waiting: (() => void)[] = [];
  const wake = (): void => waiting.splice(0).forEach((go) => go());
  let closed = false;
  createInterface(child.stdout).on('line', (line) => {
    said.push(line);
    if (line.startsWith('{"kind"')) events.push(JSON.parse(line) as WatchEvent);
    wake();
  });
  createInterface(child.stderr).on('line', (line) => said.push(line));
  const exit = once(child, 'exit').then(([code]) => {
    closed = true;
    wake();
    return code as number | null;
  });
  const next = async <K extends WatchEvent['kind']>(kind: K): Promise<Extract<WatchEvent, { kind: K }>> => {
    for (;;) {
      const index = events.findIndex((event) => event.kind === kind);
      if (index !== -1) return events.splice(0, index + 1).at(-1) as Extract<WatchEvent, { kind: K }>;
      if (closed) throw new Error(`The watch ended before it told "${kind}":\n${said.join('\n')}`);
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
  };
  project.beforeDelete(() => {
    child.kill('SIGTERM');
    return exit;
  });
  return {
    pid: child.pid ?? 0,
    next,
    async verdict() {
      for (;;) {
        const verdict = await next('verdict');
        if (!verdict.cancelled && verdict.lane === 'exact') return verdict;
      }
    },
    kill: (signal) => void child.kill(signal),
    exit,
    said,
  };
}

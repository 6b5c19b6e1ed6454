import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Canary } from './canary.ts';
import type { FromWorker, ToWorker } from './worker/messages.ts';

/** How a worker has to be started: what differs between projects. */
export type Terms = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly execArgv: readonly string[];
};

/** A call to Vitest's main process (birpc). */
type Question = { readonly t?: string; readonly i?: string };

export type Child = {
  readonly process: ChildProcess;
  /** Takes up these files; false when the child cannot be trusted to run what they hold now. */
  renew(changed: ReadonlyMap<string, string | null>): Promise<boolean>;
  readonly lastRun: () => Extract<FromWorker, { affected: 'ran' }> | undefined;
  runs: number;
  /** Its last run was ended in the middle of a test. */
  interrupted: boolean;
  kill(): Promise<void>;
};

/** What is kept open is closed in less; if it waits for something that never comes, its process ends. */
const RENEWAL_MS = 3000;

const ENTRY = fileURLToPath(new URL('worker/entry.ts', import.meta.url));

/** A process that has loaded Vitest's worker and these packages, and waits. */
export function spawnChild(terms: Terms, packages: readonly string[], canary: Canary): Child {
  const child = fork(ENTRY, [], {
    env: terms.env,
    execArgv: [...terms.execArgv],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    serialization: 'advanced',
  });
  const exited = once(child, 'exit');
  const waiting = new Map<number, (answer: Extract<FromWorker, { affected: 'renewed' }> | null) => void>();
  let lastRun: Extract<FromWorker, { affected: 'ran' }> | undefined;
  let lastId = 0;
  const send = (message: ToWorker): void => {
    if (child.connected) child.send(message, () => undefined);
  };
  child.on('message', (message: FromWorker | Question) => {
    if (!('affected' in message)) {
      // Between two runs Vitest is not there to answer, and the worker would wait for ever.
      if (message.t === 'q' && message.i !== undefined && child.listenerCount('message') === 1)
        child.send({ t: 's', i: message.i, r: undefined }, () => undefined);
      return;
    }
    if (message.affected === 'ran') lastRun = message;
    if (message.affected === 'renewed') {
      waiting.get(message.id)?.(message);
      waiting.delete(message.id);
    }
  });
  child.on('exit', () => {
    for (const give of waiting.values()) give(null);
    waiting.clear();
  });
  child.on('error', () => undefined);
  send({ affected: 'preload', urls: packages });

  const self: Child = {
    process: child,
    runs: 0,
    interrupted: false,
    lastRun: () => lastRun,
    async renew(changed) {
      const { value, text } = canary.now();
      const id = (lastId += 1);
      const answer = new Promise<Extract<FromWorker, { affected: 'renewed' }> | null>((resolve) => {
        if (child.exitCode !== null || !child.connected) resolve(null);
        else waiting.set(id, resolve);
        setTimeout(() => resolve(null), RENEWAL_MS).unref();
      });
      send({
        affected: 'renew',
        id,
        changed: [...changed, [canary.file, text]],
        canary: canary.entry,
        interrupted: self.interrupted,
      });
      self.interrupted = false;
      return (await answer)?.canary === value;
    },
    async kill() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      await exited;
    },
  };
  return self;
}

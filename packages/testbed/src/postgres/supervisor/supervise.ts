import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { PowerMessage, SupervisorMessage, SupervisorOrder } from './messages.ts';
import { stopMessage } from './messages.ts';

const program = fileURLToPath(new URL('./supervisor.ts', import.meta.url));

export type Supervised = {
  url: string;
  place: string;
  run: string;
  stop: () => Promise<void>;
  /** @throws with the supervisor's sentence when it cannot be done */
  setPower: (power: PowerMessage['power']) => Promise<void>;
};

/**
 * Has a supervisor process start Postgres, and waits until it runs. The supervisor does not keep
 * this process alive, and cleans up by itself when this process is gone.
 * @throws with the supervisor's sentence when it could not be started
 */
export async function supervise(
  order: SupervisorOrder,
  env: NodeJS.ProcessEnv,
  log: (line: string) => void,
): Promise<Supervised> {
  // Debuggers, loaders and coverage of the owner are not meant for the supervisor.
  const { NODE_OPTIONS: _options, NODE_V8_COVERAGE: _coverage, ...clean } = env;
  const child = fork(program, [JSON.stringify(order)], {
    detached: true,
    execArgv: [],
    env: clean,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const { url, place, run } = await ready(child, log);
  child.unref();
  child.channel?.unref();
  let stopping: Promise<void> | undefined;
  return {
    url,
    place,
    run,
    stop: () => (stopping ??= stop(child)),
    setPower: (power) => setPower(child, { power }),
  };
}

function ready(
  child: ChildProcess,
  log: (line: string) => void,
): Promise<{ url: string; place: string; run: string }> {
  return new Promise((resolve, reject) => {
    let errors = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (errors += text));
    child.on('message', (received) => {
      const message = received as SupervisorMessage;
      if (message.type === 'log') log(message.line);
      if (message.type === 'failed') reject(new Error(message.message));
      if (message.type !== 'ready') return;
      // From here on nothing may keep the owner's event loop alive.
      child.stderr?.destroy();
      resolve(message);
    });
    child.on('error', reject);
    child.on('close', () =>
      reject(new Error(`The supervisor of Postgres ended while it started.\n${errors}`.trim())),
    );
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.ref();
  let failure = 'it gave no reason';
  child.on('message', (received) => {
    const message = received as SupervisorMessage;
    if (message.type === 'failed') failure = message.message;
  });
  const exited = once(child, 'exit');
  if (child.connected) child.send(stopMessage, () => {});
  const [code] = (await exited) as [number | null];
  if (code !== 0) throw new Error(`Postgres was not cleaned up: ${failure}`);
}

async function setPower(child: ChildProcess, message: PowerMessage): Promise<void> {
  const { promise: done, resolve } = Promise.withResolvers<string | null>();
  const onExit = (): void => resolve('The supervisor of Postgres ended.');
  const onMessage = (received: unknown): void => {
    const answer = received as SupervisorMessage;
    if (answer.type === 'done') resolve(answer.failure);
  };
  child.on('exit', onExit).on('message', onMessage);
  child.channel?.ref();
  child.send(message);
  const failure = await done;
  child.off('exit', onExit).off('message', onMessage);
  child.channel?.unref();
  if (failure !== null) throw new Error(failure);
}

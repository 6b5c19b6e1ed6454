// A process of its own that holds one test Postgres and outlives whoever asked for it by just as
// long as it takes to clean up. It runs in its own session, so that Ctrl-C in a terminal reaches
// the owner only, and it learns of the owner's end, SIGKILL included, by the channel that closes.
import type { PowerMessage, SupervisorMessage, SupervisorOrder } from './messages.ts';
import { stopMessage } from './messages.ts';
import type { Started } from './started.ts';

const orderText = process.argv[2];
if (orderText === undefined)
  throw new Error('The supervisor is started by supervise.ts, with its order as argument.');
const order = JSON.parse(orderText) as SupervisorOrder;

const ended = new Promise<void>((resolve) => {
  process.once('disconnect', resolve);
  process.on('message', (message) => message === stopMessage && resolve());
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  // The owner may have died before this line.
  if (!process.connected) resolve();
});

try {
  const started = await start();
  say({ type: 'ready', url: started.url, place: started.place, run: started.run });
  process.on('message', (message) => {
    if (isPower(message)) void setPower(started, message);
  });
  await ended;
  await started.stop();
} catch (error) {
  say({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
  process.exitCode = 1;
}
if (process.connected) process.disconnect();

/** Each source is loaded only when it is used: all of them would add 30 ms to every start. */
async function start(): Promise<Started> {
  const options = {
    durable: order.durable,
    storage: order.storage,
    folder: order.folder,
    log: (line: string) => say({ type: 'log', line }),
  };
  if (order.source === 'embedded') {
    const { startEmbedded } = await import('../embedded/start-embedded.ts');
    return await startEmbedded(options);
  }
  if (order.source === 'docker') {
    const { startDocker } = await import('../docker/start-docker.ts');
    return await startDocker(order.image, options);
  }
  const { useUrl } = await import('../sources/use-url.ts');
  return await useUrl(order.databaseUrl);
}

function isPower(message: unknown): message is PowerMessage {
  return typeof message === 'object' && message !== null && 'power' in message;
}

async function setPower({ power }: Started, { power: wanted }: PowerMessage): Promise<void> {
  try {
    if (power === undefined)
      throw new Error(`Postgres from the source "${order.source}" is not ours to end.`);
    await (wanted === 'on' ? power.up() : power.down(wanted));
    say({ type: 'done', failure: null });
  } catch (error) {
    say({ type: 'done', failure: error instanceof Error ? error.message : String(error) });
  }
}

function say(message: SupervisorMessage): void {
  // The callback takes the error of a channel that closes meanwhile: nobody is left to tell.
  if (process.connected) process.send?.(message, undefined, undefined, () => {});
}

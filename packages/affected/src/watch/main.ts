import process from 'node:process';
import { parseArgs } from 'node:util';
import { loadConfig } from '../config.ts';
import { watchChanges } from './changes.ts';
import type { WatchEvent } from './events.ts';
import { KEYS, listenForKeys } from './keys.ts';
import { createPrinter } from './print.ts';
import { RESTART } from './supervise.ts';
import { startWatch, type Watch } from './watch.ts';

/** After a verdict somebody reads, and then types: the rest comes when that has taken a while. */
const REST_AFTER_MS = 3000;

const { values } = parseArgs({
  options: {
    cold: { type: 'boolean' },
    'no-rest': { type: 'boolean' },
    json: { type: 'boolean' },
    exclude: { type: 'string', multiple: true },
  },
});
const root = process.cwd();
const write = (text: string): void => void process.stdout.write(text);
const print =
  values.json === true
    ? (event: WatchEvent) => write(`${JSON.stringify(event)}\n`)
    : createPrinter(write, process.stdout.isTTY && process.env['NO_COLOR'] === undefined);
let watch: Watch | undefined;
let ending = false;
let giveBack = (): void => undefined;

async function end(code: number): Promise<void> {
  if (ending) return;
  ending = true;
  giveBack();
  try {
    await watch?.stop();
  } finally {
    process.exit(code);
  }
}

const tell = (event: WatchEvent): void => {
  print(event);
  if (event.kind === 'ended') void end(event.why === 'restart' ? RESTART : 0);
};

process.on('SIGINT', () => void end(0));
process.on('SIGTERM', () => void end(0));
process.on('SIGHUP', () => void end(0));
// Who started this is gone.
process.on('disconnect', () => void end(1));

giveBack = listenForKeys(process.stdin, (key) => {
  if (key === 'q') void end(0);
  if (key === 'a') watch?.loop.runAll();
  if (key === 'f') watch?.loop.runFailed();
  if (key === 'e') write(`${watch?.explain() ?? ''}\n`);
  if (key === 'b') write(`the rest in the background: ${watch?.loop.toggleRest() === true ? 'on' : 'off'}\n`);
  if (key === 'h') write(`${KEYS}\n`);
});

try {
  watch = await startWatch(root, await loadConfig(root), {
    tell,
    warm: values.cold !== true,
    exclude: values.exclude ?? [],
    restAfterMs: values['no-rest'] === true ? null : REST_AFTER_MS,
  });
} catch (error) {
  // A config that cannot be read, or a database that does not start: the next save may mend it.
  write(
    `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\nwaiting for the next save\n`,
  );
  watchChanges(root, () => void end(RESTART));
}

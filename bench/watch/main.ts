import { copyFileSync, existsSync } from 'node:fs';
import { loadavg } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { WatchEvent } from '@topheavy/affected/watch';
import { throwAwayCopy } from '../../scripts/throw-away-copy.ts';
import { options, root, say } from '../../scripts/terminal.ts';
import { percentile } from '../load/percentile.ts';
import { wholeNumber } from '../whole-number.ts';
import { save } from './editor.ts';
import { edits, type Edit } from './edits.ts';
import { start, type Talking } from './lines.ts';

const HELP = `pnpm bench watch: thirty edits of a throw-away copy, each from the file's write to the printed verdict,
with the warm worker and without, beside Vitest's own watch. Each comes a second after the verdict before.

  --edits N     only the first N (30)
  --vitest N    how many of them Vitest's own watch does: it runs everything for most (3)
  --help        this text

The copy starts from the record of this checkout, when there is one.`;

type Measured = { readonly edit: Edit; readonly tests: number; readonly red: boolean; readonly ms: number };

export async function watchBench(args: string[]): Promise<number> {
  const { values } = options({
    args,
    options: {
      edits: { type: 'string', default: '30' },
      vitest: { type: 'string', default: '3' },
      help: { type: 'boolean' },
    },
  });
  if (values.help === true) {
    say(HELP);
    return 0;
  }
  const some = edits.slice(0, wholeNumber('--edits', values.edits, 1, edits.length));
  const copy = await throwAwayCopy();
  if (existsSync(path.join(root, RECORD)))
    copyFileSync(path.join(root, RECORD), path.join(copy.folder, RECORD));
  say(`load average at the start: ${loadavg()[0]?.toFixed(1)}`);
  summary(await measure(copy.folder, [], some));
  summary(await measure(copy.folder, ['--cold'], some));
  const few = some.slice(0, wholeNumber('--vitest', values.vitest, 0, edits.length));
  if (few.length > 0) summary(await measureVitest(copy.folder, few));
  say(`load average at the end: ${loadavg()[0]?.toFixed(1)}`);
  await copy.remove();
  return 0;
}

/** Between a verdict and the next edit: what comes after the verdict has begun, and the edit has to put an end to it. */
const READS_MS = 1000;

const RECORD = 'node_modules/.cache/affected/record';

/** The copy's record is its own, whatever keeps that of this checkout. */
const env: NodeJS.ProcessEnv = {
  ...process.env,
  NODE_COMPILE_CACHE: path.join(root, 'node_modules/.cache/topheavy/compiled'),
  AFFECTED_RECORD: undefined,
};

async function measure(folder: string, args: readonly string[], some: readonly Edit[]): Promise<Measured[]> {
  heading(['pnpm watch', ...args].join(' '));
  const watch = start(folder, process.execPath, ['scripts/watch.ts', '--json', '--no-rest', ...args], env);
  await ready(watch);
  const measured: Measured[] = [];
  for (const edit of some) {
    await setTimeout(READS_MS);
    const saved = save(folder, edit);
    const { event, atMs } = await verdict(watch);
    measured.push(
      told({
        edit,
        tests: event.passed + event.failures.length,
        red: event.failures.length > 0,
        ms: atMs - saved.atMs,
      }),
    );
    saved.undo();
    await verdict(watch);
  }
  await watch.end();
  return measured;
}

type VerdictEvent = Extract<WatchEvent, { kind: 'verdict' }>;

async function verdict(watch: Talking): Promise<{ event: VerdictEvent; atMs: number }> {
  for (;;) {
    const { text, atMs } = await watch.line((line) => line.startsWith('{"kind":"verdict"'));
    const event = JSON.parse(text) as VerdictEvent;
    if (!event.cancelled && event.lane === 'exact') return { event, atMs };
  }
}

/** What is due since the record has run. What fails before any edit would run, and fail, after each. */
async function ready(watch: Talking): Promise<void> {
  const { text } = await watch.line((line) => /^\{"kind":"(?:selected|ready)"/.test(line));
  if (!text.startsWith('{"kind":"selected"')) return;
  const { failures } = (await verdict(watch)).event;
  if (failures.length === 0) return;
  await watch.end();
  const told = failures.map(({ test, message }) => `  ${test}: ${message}`);
  throw new Error(`Tests fail before anything is edited:\n${told.join('\n')}`);
}

async function measureVitest(folder: string, few: readonly Edit[]): Promise<Measured[]> {
  heading('vitest watch');
  const projects = ['unit', 'contract', 'integration'].flatMap((name) => ['--project', name]);
  const vitest = path.join(folder, 'node_modules/.bin/vitest');
  const watch = start(folder, vitest, ['--watch', '--reporter=dot', ...projects], {
    ...env,
    AFFECTED: 'off',
  });
  const done = (line: string): boolean => line.includes('Waiting for file changes');
  await watch.line(done);
  const measured: Measured[] = [];
  for (const edit of few) {
    await setTimeout(READS_MS);
    const saved = save(folder, edit);
    const { text } = await watch.line((line) => / Tests +/.test(line));
    const { atMs } = await watch.line(done);
    measured.push(
      told({
        edit,
        tests: Number(/(\d+)\)/.exec(text)?.[1] ?? 0),
        red: text.includes('failed'),
        ms: atMs - saved.atMs,
      }),
    );
    saved.undo();
    await watch.line(done);
  }
  await watch.end();
  return measured;
}

const heading = (name: string): void =>
  say(`\n${name.padEnd(24)}${'file'.padEnd(52)}${'tests'.padStart(6)}${'time'.padStart(11)}`);

/** A line as soon as it is known: all of them take long. */
function told(measured: Measured): Measured {
  const { edit, tests, red, ms } = measured;
  say(
    `${edit.kind.padEnd(24)}${edit.file.padEnd(52)}${String(tests).padStart(6)}${time(ms)}${red ? '  red' : ''}`,
  );
  return measured;
}

const time = (ms: number): string => `${Math.round(ms)} ms`.padStart(11);

function summary(measured: readonly Measured[]): void {
  const all = measured.map(({ ms }) => ms);
  say(
    `${measured.length} edits: median${time(percentile(all, 50))}, p95${time(percentile(all, 95))}, most${time(percentile(all, 100))}`,
  );
}

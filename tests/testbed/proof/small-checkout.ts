import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { openCache } from '../../../proof/runner/cache.ts';
import type { Cell, Layer } from '../../../proof/runner/layers.ts';
import { changeOf, type Change, type Patch } from '../../../proof/runner/patches.ts';
import type { RanBy } from '../../../proof/runner/ran-by.ts';
import { tryPatches, type Row, type Trial } from '../../../proof/runner/try-patches.ts';
import { throwAwayCopy } from '../../../scripts/throw-away-copy.ts';

const PAY = 'apps/api/src/pay.ts';
const SHIP = 'apps/api/src/ship.ts';
const MIRAGE = 'proof/mirage/pay.test.ts';

/** A checkout so small that a layer of its tests is one look at a file. Gone after the test. */
export function smallCheckout() {
  const folder = mkdtempSync(path.join(realpathSync(tmpdir()), 'topheavy-small-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const write = (file: string, text: string): void => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  };
  const git = (...args: string[]): string => {
    const { status, stdout, stderr } = spawnSync('git', args, { cwd: folder, encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
    return stdout;
  };
  git('init', '--quiet');
  write('.gitignore', 'node_modules\n');
  write(PAY, 'once\n');
  write(SHIP, 'today\n');
  write(MIRAGE, 'expects once\n');
  write('tests/integration/pay.test.ts', 'a test\n');
  git('add', '--all');

  /** The patch from what a file says now to what it will say. */
  const change = (name: string, file: string, to: string): Change => {
    const was = readFileSync(path.join(folder, file), 'utf8');
    write(file, to);
    const text = git('diff', file);
    write(file, was);
    write(name, text);
    return changeOf(path.join(folder, name), text);
  };
  const patch = (kind: Patch['kind'], name: string, file: string, to: string): Patch => ({
    ...change(`proof/${kind}/${name}/${kind}.patch`, file, to),
    kind,
    name,
    summary: `what ${name} is about`,
    story: `# ${name}\n\nWhat happened.\n`,
    test: kind === 'bug' ? testOf(file) : null,
    mocks: null,
  });

  const tried: string[] = [];
  const notes: string[] = [];
  /** Tries these for as long as `isInterrupted` says no; `tried` says what ran, `notes` what was said of several. */
  const tryAll = async (
    patches: readonly Patch[],
    {
      ranBy = () => null,
      ...options
    }: Partial<Pick<Trial, 'isInterrupted' | 'parallel' | 'progress'>> & { ranBy?: RanBy } = {},
  ): Promise<Row[]> =>
    tryPatches(patches, {
      cache: await openCache(folder, ranBy),
      makeCopy: () => throwAwayCopy(folder),
      runLayer: (layer, { copy }, { changed }) => {
        tried.push(`${layer}: ${changed.map((file) => path.basename(file)).join(' ')}`);
        return Promise.resolve(look(layer, copy.folder));
      },
      parallel: 1,
      isInterrupted: () => false,
      progress: () => {},
      note: (sentence) => notes.push(sentence.replace(/ \([\d.]+ s\)/, '')),
      ...options,
    });

  return {
    folder,
    write,
    /** One file less. */
    remove: (file: string) => rmSync(path.join(folder, file)),
    tried,
    notes,
    tryAll,
    paidTwice: () => patch('bug', 'paid-twice', PAY, 'twice\n'),
    /** Its author's unit test expects what the author believed. */
    believedTwice: (belief = 'expects twice\n') => ({
      ...patch('bug', 'paid-twice', PAY, 'twice\n'),
      mocks: change('proof/bug/paid-twice/mocks.patch', MIRAGE, belief),
    }),
    sentTomorrow: () => patch('bug', 'sent-tomorrow', SHIP, 'tomorrow\n'),
    notTyped: () => patch('bug', 'not-typed', SHIP, 'syntax error\n'),
    /** A bug in a file of its own, which nothing here sees. */
    unseen: (name: string) => {
      write(`apps/api/src/${name}.ts`, 'right\n');
      git('add', '--all');
      return patch('bug', name, `apps/api/src/${name}.ts`, 'wrong\n');
    },
    onceInWords: () => patch('refactoring', 'once-in-words', PAY, 'once, in other words\n'),
    todayInWords: () => patch('refactoring', 'today-in-words', SHIP, 'today, in other words\n'),
    reallyTomorrow: () => patch('refactoring', 'really-tomorrow', SHIP, 'tomorrow\n'),
  };
}

/** The test that must see what is wrong in this file. */
const testOf = (file: string) =>
  file === SHIP
    ? { suite: 'integration', file: 'tests/integration/ship.test.ts', title: 'is sent today' }
    : { suite: 'integration', file: 'tests/integration/pay.test.ts', title: 'is paid once' };

/** The layers of this checkout: types refuse what is no code, mocks hold words, integration what comes of them. */
function look(layer: Layer, folder: string): Cell {
  const read = (file: string): string => readFileSync(path.join(folder, file), 'utf8');
  const [pay, ship] = [read(PAY), read(SHIP)];
  const wrong = {
    types: ship.startsWith('syntax'),
    mirage: read(MIRAGE) !== `expects ${pay}`,
    assumed: read(MIRAGE) !== `expects ${pay}`,
    unit: false,
    contract: false,
    integration: pay.startsWith('twice') || ship.startsWith('tomorrow'),
  }[layer];
  const { file, title } = testOf(pay.startsWith('twice') ? PAY : SHIP);
  const by = layer === 'integration' ? `${file} > ${title}: ` : '';
  const what = wrong ? `${by}${layer} says no` : '';
  return { verdict: wrong ? 'red' : 'green', what, failed: wrong ? 1 : 0, ran: 3, ms: 10 };
}

/** By the name of the patch, the layers that were not green. */
export const verdicts = (rows: readonly Row[]): Record<string, string[]> =>
  Object.fromEntries(
    rows.map(({ patch, cells }) => [
      patch.name,
      Object.entries(cells).flatMap(([layer, { verdict }]) =>
        verdict === 'green' ? [] : [`${layer} ${verdict}`],
      ),
    ]),
  );

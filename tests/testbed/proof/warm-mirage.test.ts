import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Cell } from '../../../proof/runner/layers.ts';
import { openWarmChild } from '../../../proof/runner/warm-child.ts';
import type { AskedMirage } from '../../../proof/runner/warm-mirage.ts';

const vitest = path.dirname(createRequire(import.meta.url).resolve('vitest/package.json'));

const PAY = 'src/pay.ts';
const SHIP = 'src/ship.ts';
const once = (word: string, also = ''): string => `${also}\nexport const word = (): string => '${word}';\n`;

const testOf = (file: string, expected: string): string =>
  `import { beforeAll, expect, test } from 'vitest';
import * as code from '../../${file}';
beforeAll(() => code.prepare?.());
test('says ${expected}', () => expect(code.word()).toBe('${expected}'));
`;

/** A copy with a mirage of two files, and the process that stays in it. */
function givenMirage() {
  const folder = mkdtempSync(path.join(realpathSync(tmpdir()), 'topheavy-mirage-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const write = (file: string, text: string): void => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  };
  mkdirSync(path.join(folder, 'node_modules'));
  symlinkSync(realpathSync(vitest), path.join(folder, 'node_modules/vitest'));
  write('package.json', '{ "type": "module" }\n');
  write(
    'proof/mirage/vitest.config.ts',
    `export default { root: ${JSON.stringify(folder)}, test: { include: ['proof/mirage/*.test.ts'], pool: 'vmThreads' } };\n`,
  );
  write(PAY, once('once'));
  write(SHIP, once('today'));
  write('proof/mirage/pay.test.ts', testOf(PAY, 'once'));
  write('proof/mirage/ship.test.ts', testOf(SHIP, 'today'));
  write(
    'proof/mirage/both.test.ts',
    `import { expect, test } from 'vitest';
import * as pay from '../../${PAY}';
import * as ship from '../../${SHIP}';
test('says both', () => expect([pay.word(), ship.word()]).toEqual(['once', 'today']));
`,
  );
  const notes: string[] = [];
  const child = openWarmChild<AskedMirage, Cell>('warm-mirage.ts', folder, (note) => notes.push(note));
  onTestFinished(child.close);
  const ask = (...changed: string[]) => child.ask({ changed }, process.env);
  return { write, ask, notes };
}

test('each patch is tried with its own code, and with none of the one before', async () => {
  const { write, ask, notes } = givenMirage();

  write(PAY, once('twice'));
  expect(await ask(PAY)).toMatchObject({ verdict: 'red', failed: 2, ran: 2 });
  write(PAY, once('once'));
  write(SHIP, once('tomorrow'));
  expect(await ask(SHIP)).toMatchObject({ verdict: 'red', failed: 2, ran: 2 });
  write(SHIP, once('today'));
  expect(await ask(SHIP)).toMatchObject({ verdict: 'green', failed: 0, ran: 2 });
  expect(await ask(PAY, SHIP)).toMatchObject({ verdict: 'green', failed: 0, ran: 3 });
  expect(notes).toEqual([]);
});

test('a hook that fails is red, though none of its tests ran', async () => {
  const { write, ask } = givenMirage();

  write(PAY, once('once', "export const prepare = () => { throw new Error('no shop'); };"));

  expect(await ask(PAY)).toMatchObject({ verdict: 'red', what: expect.stringContaining('no shop') });
});

test('what happens outside of any test is for a new process to judge', async () => {
  const { write, ask, notes } = givenMirage();

  write(PAY, once('once', "export const prepare = () => { void Promise.reject(new Error('later')); };"));

  expect(await ask(PAY)).toBeNull();
  expect(notes).toEqual([expect.stringContaining('An error outside of any test')]);
});

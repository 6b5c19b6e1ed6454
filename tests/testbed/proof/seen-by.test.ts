import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { seenBy } from '../../../proof/runner/seen-by.ts';

/** A checkout with `pay.ts`, a copy in which it was patched, and a test that says what `says` makes of that file. */
function patchedCopy(says: (text: string) => string | null) {
  const base = mkdtempSync(path.join(realpathSync(tmpdir()), 'topheavy-seen-'));
  onTestFinished(() => rmSync(base, { recursive: true, force: true }));
  const [root, folder] = [path.join(base, 'checkout'), path.join(base, 'copy')] as const;
  for (const place of [root, folder]) mkdirSync(place);
  writeFileSync(path.join(root, 'pay.ts'), 'once\n');
  const file = path.join(folder, 'pay.ts');
  writeFileSync(file, 'twice\n');
  const tried: string[] = [];
  const tryTest = async (): Promise<string | null> => {
    const text = readFileSync(file, 'utf8').trim();
    tried.push(text);
    return says(text);
  };
  const inCopy = (): string => readFileSync(file, 'utf8');
  return { root, folder, changed: ['pay.ts'], tryTest, tried, inCopy };
}

test('a test that fails with the patch and passes without sees it', async () => {
  const copy = patchedCopy((text) => (text === 'twice' ? 'charged twice' : ''));

  expect(await seenBy(copy)).toBe('charged twice');
  expect(copy.tried).toEqual(['twice', 'once']);
});

test('without the patch means without all of it', async () => {
  const copy = patchedCopy((text) => (text === 'twice' ? 'charged twice' : ''));
  for (const [place, text] of [
    [copy.root, 'today\n'],
    [copy.folder, 'tomorrow\n'],
  ] as const)
    writeFileSync(path.join(place, 'ship.ts'), text);
  const other = () => readFileSync(path.join(copy.folder, 'ship.ts'), 'utf8');
  const seen: string[] = [];
  const tryTest = (): Promise<string | null> => {
    seen.push(other());
    return copy.tryTest();
  };

  expect(await seenBy({ ...copy, changed: ['pay.ts', 'ship.ts'], tryTest })).toBe('charged twice');
  expect(seen).toEqual(['tomorrow\n', 'today\n']);
  expect(other()).toBe('tomorrow\n');
});

test('afterwards the copy is patched as it was', async () => {
  const copy = patchedCopy((text) => (text === 'twice' ? 'charged twice' : ''));

  await seenBy(copy);

  expect(copy.inCopy()).toBe('twice\n');
});

test('a test that also fails without the patch sees nothing: the process is to blame', async () => {
  const copy = patchedCopy(() => 'no connection');

  expect(await seenBy(copy)).toBeNull();
  expect(copy.tried).toEqual(['twice', 'once']);
  expect(copy.inCopy()).toBe('twice\n');
});

test.each(['', null])('a test that passes, or does not run, sees nothing (%j)', async (says) => {
  const copy = patchedCopy(() => says);

  expect(await seenBy(copy)).toBeNull();
  expect(copy.tried).toEqual(['twice']);
});

test('a file that the patch adds is left to a new process', async () => {
  const copy = patchedCopy(() => 'charged twice');
  writeFileSync(path.join(copy.folder, 'added.ts'), 'more\n');

  expect(await seenBy({ ...copy, changed: ['pay.ts', 'added.ts'] })).toBeNull();
  expect(copy.tried).toEqual([]);
});

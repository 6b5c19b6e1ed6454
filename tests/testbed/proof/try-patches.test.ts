import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { misfits, strangers } from '../../../proof/runner/misfits.ts';
import { problemsOf, wordOf } from '../../../proof/runner/summary.ts';
import type { Row } from '../../../proof/runner/try-patches.ts';
import { smallCheckout } from './small-checkout.ts';

const verdicts = (rows: readonly Row[]) =>
  Object.fromEntries(
    rows.map(({ patch, cells }) => [
      patch.name,
      Object.entries(cells).flatMap(([layer, { verdict }]) =>
        verdict === 'green' ? [] : [`${layer} ${verdict}`],
      ),
    ]),
  );

test('a bug is what layers go red at: that is how the proof wants it', async () => {
  const checkout = smallCheckout();

  const rows = await checkout.tryAll([checkout.paidTwice()]);

  expect(verdicts(rows)).toEqual({ 'paid-twice': ['mirage red', 'assumed red', 'integration red'] });
  expect(problemsOf(rows, {})).toEqual([]);
  // Nobody would have written other mocks, so it is the same run.
  expect(checkout.tried).not.toContain('assumed: pay.ts');
});

test('mocks that repeat the mistake of their author see nothing of it', async () => {
  const checkout = smallCheckout();

  const rows = await checkout.tryAll([checkout.believedTwice()]);

  expect(verdicts(rows)).toEqual({ 'paid-twice': ['mirage red', 'integration red'] });
  expect(checkout.tried).toContain('assumed: pay.ts pay.test.ts');
  expect(problemsOf(rows, {})).toEqual([]);
});

test('mocks that do not repeat the mistake are named', async () => {
  const checkout = smallCheckout();

  const rows = await checkout.tryAll([checkout.believedTwice('expects thrice\n')]);

  expect(problemsOf(rows, {})).toEqual([
    'mocks.patch of paid-twice does not repeat its assumption: assumed says no',
  ]);
});

test('a bug that escapes integration and a refactoring that fails it are named', async () => {
  const checkout = smallCheckout();
  const { paidTwice, notTyped, reallyTomorrow } = checkout;

  const rows = await checkout.tryAll([paidTwice(), notTyped(), reallyTomorrow()]);

  expect(problemsOf(rows, {})).toEqual([
    'not-typed: no integration test sees it',
    'really-tomorrow: integration fails, though nothing changed: tests/integration/ship.test.ts > is sent today: integration says no',
  ]);
});

test('a bug that another test sees than the one it names is a problem', async () => {
  const checkout = smallCheckout();
  const misnamed = { ...checkout.paidTwice(), test: checkout.sentTomorrow().test };

  const rows = await checkout.tryAll([misnamed]);

  expect(problemsOf(rows, {})).toEqual([
    'paid-twice: the test that it names does not see it (tests/integration/ship.test.ts > is sent today); another one does: tests/integration/pay.test.ts > is paid once: integration says no',
  ]);
});

test('a mistake that was not taken back is told from one that does not fit any more', async () => {
  const checkout = smallCheckout();
  const patch = checkout.paidTwice();
  checkout.write('apps/api/src/pay.ts', 'twice\n');

  await expect(misfits([patch], checkout.folder)).resolves.toEqual([
    'paid-twice: bug.patch is in place already. Take it back: git apply -R proof/bug/paid-twice/bug.patch',
  ]);
});

test('files of the shop that git does not know are named: a patch that lacks one would look whole', async () => {
  const checkout = smallCheckout();
  checkout.write('apps/api/src/forgotten.ts', 'needed\n');
  checkout.write('packages/domain/src/too.ts', 'needed\n');
  checkout.write('proof/mirage/new.test.ts', 'expects it\n');
  checkout.write('notes.txt', 'nobody minds\n');

  await expect(strangers(checkout.folder)).resolves.toEqual([
    'apps/api/src/forgotten.ts',
    'packages/domain/src/too.ts',
    'proof/mirage/new.test.ts',
  ]);
});

test('a patch that does not fit is broken, and the others are tried all the same', async () => {
  const checkout = smallCheckout();
  const patches = [checkout.paidTwice(), checkout.believedTwice(), checkout.sentTomorrow()];
  checkout.write('apps/api/src/pay.ts', 'once and for all\n');

  const rows = await checkout.tryAll(patches);

  expect(rows.map(({ cells }) => wordOf(cells.integration))).toEqual(['BROKEN', 'BROKEN', 'red (1 of 3)']);
  expect(problemsOf(rows, {})[0]).toMatch(/^paid-twice: types: the patch does not fit: .*pay\.ts/);
  await expect(misfits(patches, checkout.folder)).resolves.toEqual([
    expect.stringMatching(/^paid-twice: bug.patch does not fit: .*pay\.ts/),
    expect.stringMatching(/^paid-twice: bug.patch does not fit: .*pay\.ts/),
  ]);
});

test('mocks that do not fit any more are a problem of their bug', async () => {
  const checkout = smallCheckout();
  const patch = checkout.believedTwice();
  checkout.write('proof/mirage/pay.test.ts', 'expects something else\n');

  const rows = await checkout.tryAll([patch]);

  expect(problemsOf(rows, {})).toEqual([
    expect.stringMatching(/^paid-twice: assumed: mocks\.patch: the patch does not fit/),
  ]);
  await expect(misfits([patch], checkout.folder)).resolves.toHaveLength(1);
});

test('patches of different files are typed together, and refactorings pass integration together', async () => {
  const checkout = smallCheckout();
  const { paidTwice, sentTomorrow, onceInWords, todayInWords } = checkout;

  const rows = await checkout.tryAll([paidTwice(), sentTomorrow(), onceInWords(), todayInWords()]);

  expect(checkout.tried.filter((line) => line.startsWith('types'))).toEqual([
    'types: pay.ts ship.ts',
    'types: pay.ts ship.ts',
  ]);
  expect(checkout.tried.filter((line) => line.startsWith('integration'))).toEqual([
    'integration: pay.ts ship.ts',
    'integration: pay.ts',
    'integration: ship.ts',
  ]);
  expect(verdicts(rows)).toMatchObject({
    'once-in-words': ['mirage red', 'assumed red'],
    'today-in-words': [],
  });
});

test('one that is red among several is found, and the others are not blamed for it', async () => {
  const checkout = smallCheckout();
  const { paidTwice, notTyped, onceInWords, reallyTomorrow } = checkout;

  const rows = await checkout.tryAll([paidTwice(), notTyped(), onceInWords(), reallyTomorrow()]);

  expect(verdicts(rows)).toMatchObject({
    'paid-twice': ['mirage red', 'assumed red', 'integration red'],
    'not-typed': ['types red'],
    'once-in-words': ['mirage red', 'assumed red'],
    'really-tomorrow': ['integration red'],
  });
  expect(checkout.notes).toEqual([
    '2 bugs together: types red: 1 failed, first types says no; now each half',
    'paid-twice: types green',
    'not-typed: types red: 1 failed, first types says no',
    '2 refactorings together: types green',
    '2 refactorings together: integration red: 1 failed, first tests/integration/ship.test.ts > is sent today: integration says no; now each half',
    'once-in-words: integration green',
    'really-tomorrow: integration red: 1 failed, first tests/integration/ship.test.ts > is sent today: integration says no',
  ]);
});

test('where several are red together, each half is tried, and so on down to the one', async () => {
  const checkout = smallCheckout();
  const { notTyped, unseen } = checkout;

  const rows = await checkout.tryAll([notTyped(), unseen('cart'), unseen('mail'), unseen('tax')]);

  expect(checkout.notes).toEqual([
    '4 bugs together: types red: 1 failed, first types says no; now each half',
    '2 bugs together: types red: 1 failed, first types says no; now each half',
    'not-typed: types red: 1 failed, first types says no',
    'cart: types green',
    '2 bugs together: types green',
  ]);
  expect(rows.map(({ cells }) => cells.types.verdict)).toEqual(['red', 'green', 'green', 'green']);
});

test('what is decided is not tried again together with what is not', async () => {
  const checkout = smallCheckout();
  await checkout.tryAll([checkout.onceInWords()]);
  checkout.tried.length = 0;

  await checkout.tryAll([checkout.onceInWords(), checkout.todayInWords()]);

  expect(checkout.tried).toContain('integration: ship.ts');
  expect(checkout.tried.join(' ')).not.toContain('pay.ts');
});

test('an interrupted run goes on with what is left', async () => {
  const checkout = smallCheckout();
  const patches = [checkout.paidTwice(), checkout.sentTomorrow(), checkout.todayInWords()];
  let interrupted = false;
  const isInterrupted = () => interrupted;

  const first = await checkout.tryAll(patches, { isInterrupted, progress: () => (interrupted = true) });
  const before = checkout.tried.splice(0);
  const second = await checkout.tryAll(patches);

  expect(first.map(({ patch }) => patch.name)).toEqual(['paid-twice']);
  expect(before).toContain('integration: pay.ts');
  expect(checkout.tried).toContain('integration: ship.ts');
  expect(checkout.tried.filter((line) => line.endsWith('pay.ts'))).toEqual([]);
  expect(second.map(({ patch }) => patch.name)).toEqual(['paid-twice', 'sent-tomorrow', 'today-in-words']);
});

test('what was interrupted half-way has no verdict, and is tried again', async () => {
  const checkout = smallCheckout();
  const bug = checkout.paidTwice();

  const rows = await checkout.tryAll([bug], { isInterrupted: () => checkout.tried.length === 2 });
  const before = checkout.tried.splice(0);
  await checkout.tryAll([bug]);

  expect(rows).toEqual([]);
  expect(before).toEqual(['types: pay.ts', 'mirage: pay.ts']);
  expect(checkout.tried[0]).toBe('mirage: pay.ts');
});

test('nor has what was interrupted where patches are tried together', async () => {
  const checkout = smallCheckout();
  const bug = checkout.notTyped();

  await checkout.tryAll([bug], { isInterrupted: () => checkout.tried.length > 0 });
  const before = checkout.tried.splice(0);
  await checkout.tryAll([bug]);

  expect(before).toEqual(['types: ship.ts']);
  expect(checkout.tried[0]).toBe('types: ship.ts');
});

test('several at once find the same, and the checkout stays as it was', async () => {
  const checkout = smallCheckout();
  const { paidTwice, sentTomorrow, onceInWords, todayInWords } = checkout;
  const patches = [paidTwice(), sentTomorrow(), onceInWords(), todayInWords()];

  const rows = await checkout.tryAll(patches, { parallel: 3 });

  expect(rows.map(({ patch }) => patch)).toEqual(patches);
  expect(rows.map(({ cells }) => cells.integration.verdict)).toEqual(['red', 'red', 'green', 'green']);
  expect(readFileSync(path.join(checkout.folder, 'apps/api/src/pay.ts'), 'utf8')).toBe('once\n');
});

import { expect, test } from 'vitest';
import { misfits, strangers } from '../../../proof/runner/misfits.ts';
import { problemsOf, wordOf } from '../../../proof/runner/summary.ts';
import { smallCheckout, verdicts } from './small-checkout.ts';

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

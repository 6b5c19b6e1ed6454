import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { smallCheckout, verdicts } from './small-checkout.ts';

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

import { expect, test } from 'vitest';
import { selectedTests } from '../../../proof/runner/selected.ts';

type Selection = Parameters<typeof selectedTests>[0];
type Pick = Selection['picks'][number];

const pick = (file: string, names: readonly string[], project = 'integration'): Pick => ({
  test: `${project} | ${[file, ...names].join(' > ')}`,
  file,
  project,
  names,
  reasons: [],
});

const selection = (picks: readonly Pick[], more: Partial<Selection> = {}): Selection => ({
  picks,
  starts: new Map(),
  all: false,
  total: 10,
  changes: [],
  ...more,
});

const orders = pick('tests/integration/orders/a.test.ts', ['an order', 'costs 1.00 EUR']);

test('the tests that run what changed are told to Vitest by file and title, and no other suite’s', () => {
  const contract = pick('tests/contract/stripe/b.test.ts', ['a hold'], 'contract');

  expect(selectedTests(selection([orders, contract]))).toEqual([
    'tests/integration/orders/a.test.ts',
    String.raw`--testNamePattern=^(an order costs 1\.00 EUR)$`,
  ]);
});

test('who starts from what is made anew runs as well', () => {
  const user = pick('tests/integration/payments/c.test.ts', ['a refund']);

  const selected = selectedTests(selection([orders], { starts: new Map([['a paid order', [user]]]) }));

  expect(selected).toContain('tests/integration/payments/c.test.ts');
  expect(selected).toContainEqual(expect.stringContaining('|a refund)$'));
});

test('a file that was never recorded runs whole, and with it the files of all others', () => {
  const unrecorded = pick('tests/integration/new/d.test.ts', [], '');

  expect(selectedTests(selection([orders, unrecorded]))).toEqual([
    'tests/integration/orders/a.test.ts',
    'tests/integration/new/d.test.ts',
  ]);
});

test('where everything can break, everything runs; where nothing can, nothing', () => {
  const contract = pick('tests/contract/stripe/b.test.ts', ['a hold'], 'contract');

  expect(selectedTests(selection([orders], { all: true }))).toBe('all');
  expect(selectedTests(selection([contract]))).toBe('none');
});

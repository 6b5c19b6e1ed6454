import { expect, test } from 'vitest';
import { openCache } from '../../../proof/runner/cache.ts';
import { smallCheckout } from './small-checkout.ts';

const CELL = { verdict: 'green', what: '', failed: 0, ran: 1, ms: 5 } as const;

test('what did not change is not tried again', async () => {
  const checkout = smallCheckout();
  await checkout.tryAll([checkout.believedTwice(), checkout.onceInWords()]);
  checkout.tried.length = 0;

  const rows = await checkout.tryAll([checkout.believedTwice(), checkout.onceInWords()]);

  expect(checkout.tried).toEqual([]);
  expect(rows.map(({ cells }) => cells.integration.verdict)).toEqual(['red', 'green']);
});

test('a changed test has the cells of its layer tried again, and of types, which read it too', async () => {
  const checkout = smallCheckout();
  await checkout.tryAll([checkout.paidTwice()]);
  checkout.tried.length = 0;

  checkout.write('tests/integration/pay.test.ts', 'a better test\n');
  await checkout.tryAll([checkout.paidTwice()]);

  expect(checkout.tried).toEqual(['types: pay.ts', 'integration: pay.ts']);
});

test('a changed file of the shop has everything that runs it tried again', async () => {
  const checkout = smallCheckout();
  await checkout.tryAll([checkout.paidTwice()]);
  checkout.tried.length = 0;

  checkout.write('apps/api/src/ship.ts', 'today, or so\n');
  await checkout.tryAll([checkout.paidTwice()]);

  expect(checkout.tried).toEqual(['types: pay.ts', 'mirage: pay.ts', 'integration: pay.ts']);
});

const STOCK = 'apps/api/src/stock.ts';

/** `checked` is what the named test ran, `counted` it did not. */
const stock = (checked: string, counted: string, loaded = '') =>
  `export function checked(): number { ${checked} }\nexport function counted(): number { ${counted} }\n${loaded}`;

const LINES = [
  ['a comment', stock('return /* one */ 1;', 'return 1; /* too */', '// That is all.\n'), []],
  ['a word to the compiler', stock('return 1;', '// @ts-expect-error\nreturn 1;'), ['types']],
  ['other spaces and a type', stock('return 1;', 'return 1  as number;'), ['types']],
  ['what its named test did not run', stock('return 1;', 'return 2;'), ['types', 'mirage']],
  ['what its named test ran', stock('return 2;', 'return 1;'), ['types', 'mirage', 'integration']],
  [
    'what runs when the module loads',
    stock('return 1;', 'return 1;', 'counted();'),
    ['types', 'mirage', 'integration'],
  ],
] as const;

test.for(LINES)('%s: a bug is tried again only where it counts', async ([, changed, layers]) => {
  const checkout = smallCheckout();
  const ranBy = ({ title }: { title: string }) =>
    title === 'is paid once' ? new Set([`${STOCK}#checked`]) : null;
  checkout.write(STOCK, stock('return 1;', 'return 1;'));
  await checkout.tryAll([checkout.paidTwice()], { ranBy });
  checkout.tried.length = 0;

  checkout.write(STOCK, changed);
  await checkout.tryAll([checkout.paidTwice()], { ranBy });

  expect(checkout.tried).toEqual(layers.map((layer) => `${layer}: pay.ts`));
});

test('a comment in the file that a patch changes has the linter read it again, and no other', async () => {
  const checkout = smallCheckout();
  const bug = checkout.paidTwice();
  const kept = async () => (await openCache(checkout.folder, () => null)).get('types', bug);
  await (await openCache(checkout.folder, () => null)).put('types', bug, CELL);

  checkout.write('apps/api/src/ship.ts', '// Soon.\ntoday\n');
  expect(await kept()).toEqual(CELL);
  checkout.write('apps/api/src/pay.ts', '// And for all.\nonce\n');
  expect(await kept()).toBeNull();
});

test('where nobody knows what a test ran, every function counts', async () => {
  const checkout = smallCheckout();
  checkout.write(STOCK, stock('return 1;', 'return 1;'));
  await checkout.tryAll([checkout.paidTwice()]);
  checkout.tried.length = 0;

  checkout.write(STOCK, stock('return 1;', 'return 2;'));
  await checkout.tryAll([checkout.paidTwice()]);

  expect(checkout.tried).toContain('integration: pay.ts');
});

test('code that runs where no test is recorded counts for every bug', async () => {
  const checkout = smallCheckout();
  const bug = checkout.paidTwice();
  const open = () =>
    openCache(
      checkout.folder,
      () => new Set(['apps/api/src/pay.ts#pay']),
      (file) => file === STOCK,
    );
  checkout.write(STOCK, stock('return 1;', 'return 1;'));
  await (await open()).put('integration', bug, CELL);
  expect(await (await open()).get('integration', bug)).toEqual(CELL);

  checkout.write(STOCK, stock('return 1;', 'return 2;'));

  expect(await (await open()).get('integration', bug)).toBeNull();
});

test('a changed runner has everything tried again, also where it is known what a test ran', async () => {
  const checkout = smallCheckout();
  const ranBy = () => new Set([`${STOCK}#checked`]);
  checkout.write('proof/runner/run-layer.ts', 'export function runLayer() { return 1; }\n');
  await checkout.tryAll([checkout.paidTwice()], { ranBy });
  checkout.tried.length = 0;

  checkout.write('proof/runner/run-layer.ts', 'export function runLayer() { return 2; }\n');
  await checkout.tryAll([checkout.paidTwice()], { ranBy });

  expect(checkout.tried.map((line) => line.split(':')[0])).toEqual([
    'types',
    'mirage',
    'unit',
    'contract',
    'integration',
  ]);
});

test('another story, another page and another bug leave a cell as it is; other mocks are another cell', async () => {
  const checkout = smallCheckout();
  await checkout.tryAll([checkout.believedTwice()]);
  checkout.tried.length = 0;

  checkout.write('docs/proof.md', 'a page\n');
  checkout.write('proof/bugs/other/bug.patch', 'another bug\n');
  await checkout.tryAll([{ ...checkout.believedTwice(), story: 'told better', summary: 'in other words' }]);
  expect(checkout.tried).toEqual([]);

  await checkout.tryAll([checkout.believedTwice('expects thrice\n')]);
  expect(checkout.tried).toEqual(['assumed: pay.ts pay.test.ts']);
});

test('a bug that names another test is tried again at it', async () => {
  const checkout = smallCheckout();
  const bug = checkout.paidTwice();
  await checkout.tryAll([bug]);
  checkout.tried.length = 0;

  const test = { suite: 'integration', file: 'tests/integration/pay.test.ts', title: 'is paid' };
  await checkout.tryAll([{ ...bug, test }]);

  expect(checkout.tried).toEqual(['integration: pay.ts']);
});

test('a cell that is broken is not kept', async () => {
  const cache = await openCache(smallCheckout().folder, () => null);

  await cache.put('unit', 'whole', { ...CELL, verdict: 'broken' });
  await cache.put('contract', 'whole', CELL);

  await expect(cache.get('unit', 'whole')).resolves.toBeNull();
  await expect(cache.get('contract', 'whole')).resolves.toEqual(CELL);
});

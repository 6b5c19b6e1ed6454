import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { copyExample, type Loader, type Project } from './project.ts';

const SUM = 'is worth the sum of what is in it';
const NEGATIVE = 'takes no negative price';
const GERMANY = 'a price in Germany has 19 percent on top';
const DISCOUNT = 'a discount takes its share off';
const RECEIPTS = ['a receipt of nothing is one, too', 'a receipt says what was paid'];

describe.each(['vite', 'native'] satisfies Loader[])('a project whose files are loaded by %s', (loader) => {
  let project: Project;
  const restored: (() => void)[] = [];

  beforeAll(async () => {
    project = copyExample(loader);
    await project.green();
  });
  afterAll(() => project.remove());
  afterEach(() => {
    for (const restore of restored.splice(0)) restore();
  });

  /** Until the end of the test. */
  const edit = (file: string, from: string | RegExp, to: string): void =>
    project.edit(file, (before) => {
      restored.push(() => project.edit(file, () => before));
      const after = before.replace(from, to);
      expect(after).not.toBe(before);
      return after;
    });
  const add = (file: string, text: string): void => {
    project.write(file, text);
    restored.push(() => rmSync(path.join(project.root, file)));
  };
  const selected = (): Promise<string[]> => project.selected();

  test('nothing changed, nothing to run', async () => {
    expect(await project.select()).toEqual({
      picks: [],
      starts: new Map(),
      all: false,
      total: 6,
      changes: [],
    });
  });

  test('a body runs the tests that ran it, and says so', async () => {
    edit('src/basket.ts', 'net < 0', 'net <= 0');
    const { picks } = await project.select();
    expect(picks.map(({ names }) => names.at(-1))).toEqual([SUM, NEGATIVE]);
    expect(picks[0]?.reasons).toEqual([
      { kind: 'function', subject: 'src/basket.ts#Basket/add', detail: 'body' },
    ]);
  });

  test('a function deep below runs those who came there', async () => {
    edit('src/price.ts', 'rates[country];', 'rates[country] + 0;');
    expect(await selected()).toEqual([GERMANY, SUM]);
  });

  test('a constant runs those who ran the functions that use it', async () => {
    edit('src/price.ts', 'HUNDRED = 100', 'HUNDRED = 1000');
    expect(await selected()).toEqual([DISCOUNT, GERMANY, SUM]);
  });

  test.each([
    ['a comment', /^/, '// A comment.\n'],
    ['a type', 'net: number, percent', 'net: number | bigint, percent'],
    ['the format', 'net * (HUNDRED - percent)', 'net   *   (HUNDRED - percent)'],
    ['a function that nobody calls', /$/, 'export const another = () => 1;\n'],
  ])('%s runs nothing', async (_, from, to) => {
    edit('src/price.ts', from, to);
    expect(await selected()).toEqual([]);
  });

  test('the top level runs all that load the file', async () => {
    edit('src/price.ts', /$/, 'globalThis.setTimeout(() => {}, 0);\n');
    expect(await selected()).toEqual(
      [DISCOUNT, GERMANY, SUM, NEGATIVE, 'test/basket.spec.ts', 'test/price.spec.ts'].toSorted(),
    );
  });

  test('a file that was imported as data runs all that load it', async () => {
    edit('src/rates.json', '19', '16');
    expect(await selected()).toEqual(expect.arrayContaining([GERMANY, SUM]));
    expect(await selected()).not.toEqual(expect.arrayContaining(RECEIPTS));
  });

  test('a file that was read when first needed runs who read it', async () => {
    edit('src/receipt.txt', 'Thank you', 'Thanks');
    expect(await selected()).toContain(RECEIPTS[1]);
  });

  test('a key of the environment runs those who asked for it', async () => {
    edit('.env', 'EUR', 'CHF');
    expect(await selected()).toEqual(RECEIPTS);
  });

  test('the body of a test runs that test', async () => {
    edit('test/price.spec.ts', 'toBe(750)', 'toBe(751)');
    expect(await selected()).toEqual([DISCOUNT]);
  });

  test('a test more in a file runs all of that file', async () => {
    edit('test/price.spec.ts', /$/, "test('one more', () => { expect(1).toBe(1); });\n");
    expect(await selected()).toEqual([DISCOUNT, GERMANY, 'test/price.spec.ts']);
  });

  test('a new file of tests runs', async () => {
    add('test/new.spec.ts', "import { test } from 'vitest';\ntest('new', () => {});\n");
    expect(await selected()).toEqual(['test/new.spec.ts']);
  });

  test('a syntax error runs all that load the file', async () => {
    edit('src/receipt.ts', 'export function receipt(', 'export function receipt((');
    expect(await selected()).toEqual([...RECEIPTS, 'test/receipt.spec.ts']);
  });

  test('a file that is gone runs all that loaded it', async () => {
    const file = path.join(project.root, 'src/receipt.ts');
    project.edit('src/receipt.ts', (before) => {
      restored.push(() => writeFileSync(file, before));
      return before;
    });
    rmSync(file);
    expect(await selected()).toEqual([...RECEIPTS, 'test/receipt.spec.ts']);
  });

  test('the configuration runs everything', async () => {
    edit('vitest.config.ts', /$/, '// different\n');
    expect(await project.select()).toMatchObject({ all: true });
  });
});

import { expect, test } from 'vitest';
import { IN_EITHER_ORDER, openExample } from './project.ts';

const LAZY = 'src/receipt.ts#load';

test('a function that a test runs since a change is its own, though others ran before it', async () => {
  const project = openExample('native');
  await project.green();
  project.edit('src/basket.ts', (before) =>
    before
      .replace('net < 0', 'isBelow(net)')
      .concat('function isBelow(net: number): boolean {\n  return net < 0;\n}\n'),
  );
  await project.green(['test/receipt.spec.ts']);
  await project.green();

  const { ambient, functions } = await project.record();
  const everybodys = [...ambient.functions].map((number) => functions[number] ?? '');
  expect(everybodys.filter((name) => name.startsWith('src/'))).toEqual([]);
});

test('what ran only because a test came first is everybody’s after a run in another order', async () => {
  const project = openExample('native');
  project.write('test/order.spec.ts', IN_EITHER_ORDER);
  await project.green(['test/order.spec.ts']);
  await project.green(['test/order.spec.ts'], { TURNED: 'yes' });

  const record = await project.record();
  expect([...record.ambient.functions].map((number) => record.functions[number])).toEqual([LAZY]);
  project.edit('src/receipt.ts', (before) => before.replace('.trim()', '.trimEnd()'));
  expect(await project.selected()).toEqual(expect.arrayContaining(['one', 'two', 'test/order.spec.ts']));
});

test('what the first test ran by chance beside it stays that test’s', async () => {
  const project = openExample('native');
  project.write('src/luck.ts', 'export const luck = () => 7;\n');
  project.write(
    'test/order.spec.ts',
    `import { expect, test } from 'vitest';
     import { luck } from '../src/luck.ts';
     import { receipt } from '../src/receipt.ts';
     const titles = process.env.TURNED === 'yes' ? ['two', 'one'] : ['one', 'two'];
     test.each(titles)('%s', (title) => {
       if (title === 'one' && process.env.LUCK === 'yes') luck();
       expect(receipt(1)).toContain('1 EUR');
     });
     test('always', () => { expect(luck()).toBe(7); });\n`,
  );
  await project.green(['test/order.spec.ts'], { LUCK: 'yes' });
  await project.green(['test/order.spec.ts'], { TURNED: 'yes' });

  const record = await project.record();
  expect([...record.ambient.functions].map((number) => record.functions[number])).toEqual([LAZY]);
  project.edit('src/luck.ts', (before) => before.replace('7', '8'));
  const found = await project.selected();
  expect(found).toEqual(expect.arrayContaining(['always', 'one']));
  expect(found).not.toContain('two');
});

test('what a test runs by chance stays its own', async () => {
  const project = openExample('native');
  project.write(
    'test/luck.spec.ts',
    `import { expect, test } from 'vitest';
     import { receipt } from '../src/receipt.ts';
     test('always', () => { expect(receipt(1)).toContain('1 EUR'); });
     test('with luck', () => { if (process.env.LUCK === 'yes') receipt(2); });\n`,
  );
  await project.green(['test/luck.spec.ts'], { LUCK: 'yes' });
  await project.green(['test/luck.spec.ts']);

  expect((await project.record()).ambient.functions.size).toBe(0);
  project.edit('src/receipt.ts', (before) =>
    before.replace('readTemplate().replace', 'readTemplate().trim().replace'),
  );
  expect(await project.selected()).toEqual(expect.arrayContaining(['always', 'with luck']));
});

test('what nobody else runs, and one test by chance, is that test’s, with all that goes with it', async () => {
  const project = openExample('native');
  project.write('src/luck.ts', 'const half = () => 7;\nexport const luck = () => 2 * half();\n');
  project.write(
    'test/luck.spec.ts',
    `import { expect, test } from 'vitest';
     import { luck } from '../src/luck.ts';
     test('never', () => { expect(1).toBe(1); });
     test('with luck', () => { if (process.env.LUCK === 'yes') expect(luck()).toBe(14); });\n`,
  );
  await project.green(['test/luck.spec.ts']);
  await project.green(['test/luck.spec.ts'], { LUCK: 'yes' });
  await project.green(['test/luck.spec.ts']);

  expect((await project.record()).ambient.functions.size).toBe(0);
  project.edit('src/luck.ts', (before) => before.replace('7', '8'));
  const found = await project.selected();
  expect(found).toContain('with luck');
  expect(found).not.toContain('never');
});

test('what ran because a test came first is everybody’s, though those who ran it before did not run again', async () => {
  const project = openExample('native');
  project.write('test/order.spec.ts', IN_EITHER_ORDER);
  await project.green(['test/order.spec.ts']);
  await project.green(['test/order.spec.ts', '--testNamePattern', 'two']);

  const record = await project.record();
  expect([...record.ambient.functions].map((number) => record.functions[number])).toEqual([LAZY]);
});

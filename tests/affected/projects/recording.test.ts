import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openExample, type Loader } from './project.ts';

test('a test that fails stays selected until it passes', async () => {
  const project = openExample('vite');
  await project.green();
  project.edit('src/basket.ts', (before) => before.replace('net < 0', 'net < -5'));
  await project.run();
  project.edit('src/basket.ts', (before) => `${before}// Looked at.\n`);
  expect(await project.selected()).toEqual(['takes no negative price']);

  project.edit('src/basket.ts', (before) => before.replace('net < -5', 'net < 0'));
  await project.green();
  expect(await project.selected()).toEqual([]);
});

test('a test that was selected and did not get to run stays so', async () => {
  const project = openExample('native');
  await project.green();
  project.edit('src/basket.ts', (before) => before.replace('net < 0', 'net < 0.5'));
  await project.green(['-t', 'takes no negative price']);

  const { picks } = await project.select();
  expect(picks.map(({ names, reasons }) => [names.at(-1), reasons[0]?.kind])).toEqual([
    ['is worth the sum of what is in it', 'pending'],
  ]);
});

test('a record that is kept among the sources is no change of them', async () => {
  const project = openExample('native');
  project.edit('affected.config.ts', (before) => before.replace('({', "({ record: 'impact',"));
  await project.green();
  await project.green();

  expect(existsSync(path.join(project.root, 'impact'))).toBe(true);
  expect(await project.selected()).toEqual([]);
});

test('another environment has a record of its own, and whoever comes back finds theirs', async () => {
  const project = openExample('native');
  await project.green();
  project.write('package-lock.json', '{}\n');
  expect((await project.select()).all).toBe(true);
  await project.green();
  rmSync(path.join(project.root, 'package-lock.json'));

  expect(await project.selected()).toEqual([]);
  project.edit('src/basket.ts', (before) => before.replace('net < 0', 'net < -5'));
  await project.run();
  expect(await project.selected()).toEqual(['takes no negative price']);
});

test.each(['vite', 'native'] satisfies Loader[])(
  'an error points at the line that threw (%s)',
  async (loader) => {
    const project = openExample(loader);
    await project.green();
    const line =
      readFileSync(path.join(project.root, 'src/basket.ts'), 'utf8')
        .split('\n')
        .findIndex((text) => text.includes('throw')) + 1;
    project.edit('test/basket.spec.ts', (before) =>
      before.replace('expect(() => basket.add(-1)).toThrow', 'basket.add(-1); expect'),
    );

    const { output } = await project.run();

    expect(output).toMatch(new RegExp(`src/basket\\.ts:${line}:`));
    const test =
      readFileSync(path.join(project.root, 'test/basket.spec.ts'), 'utf8')
        .split('\n')
        .findIndex((text) => text.includes('add(-1)')) + 1;
    expect(output).toMatch(new RegExp(`test/basket\\.spec\\.ts:${test}:`));
  },
);

test('a list of tests runs those and leaves out the others', async () => {
  const project = openExample('native');
  await project.green();
  const list = path.join(project.root, 'node_modules/only.json');
  writeFileSync(
    list,
    JSON.stringify({
      'test/price.spec.ts': null,
      'test/basket.spec.ts': ['a basket > takes no negative price'],
    }),
  );
  const output = await project.green([], { AFFECTED_ONLY: list });

  expect(output).toMatch(/Tests\s+3 passed \(6\)/);
});

test('switched off, nothing is written', async () => {
  const project = openExample('vite');
  await project.green([], { AFFECTED: 'off' });
  expect((await project.record()).tests.size).toBe(0);
});

test('a run of one file leaves what is known of the others', async () => {
  const project = openExample('native');
  await project.green();
  await project.green(['test/price.spec.ts']);
  expect((await project.record()).tests.size).toBe(6);
});

test('a test that is gone is forgotten', async () => {
  const project = openExample('vite');
  await project.green();
  project.edit('test/price.spec.ts', (before) => before.slice(0, before.indexOf("test('a discount")));
  await project.green();
  expect((await project.record()).tests.size).toBe(5);
});

test('before and after hooks belong to every test of their suite, and to no other', async () => {
  const project = openExample('native');
  project.write(
    'src/hooks.ts',
    'export const before = () => 1;\nexport const after = () => 2;\nexport const other = () => 3;\n',
  );
  project.write(
    'test/hooks.spec.ts',
    `import { afterAll, beforeAll, describe, test } from 'vitest';
     import { after, before, other } from '../src/hooks.ts';
     describe('within', () => { beforeAll(() => { before(); }); afterAll(() => { after(); }); test('a', () => {}); test('b', () => {}); });
     test('c', () => { other(); });
     test.concurrent('d', async () => { for (let at = 0; at < 9; at += 1) await new Promise(setImmediate); });
     test.concurrent('e', async () => { await new Promise(setImmediate); other(); });\n`,
  );
  await project.green();

  const { tests, functions } = await project.record();
  const users = (key: string): string[] => {
    const number = functions.indexOf(`src/hooks.ts#${key}`);
    return [...tests.values()]
      .filter((one) => one.functions.has(number))
      .map(({ names }) => names.at(-1) ?? '');
  };
  expect(users('before')).toEqual(['a', 'b']);
  expect(users('after')).toEqual(['a', 'b']);
  expect(users('other')).toEqual(expect.arrayContaining(['c', 'd', 'e']));
  expect(users('other')).not.toContain('a');
});

/** Reads a source as text, as whoever checks or compiles it does; `also` is what else the test does. */
const reader = (also: string) => `import { execFileSync } from 'node:child_process';
  import { readFileSync } from 'node:fs';
  import { expect, test } from 'vitest';
  test('reads', () => { ${also}; expect(readFileSync('src/price.ts', 'utf8')).toContain('HUNDRED'); });\n`;

const READERS = [
  ['as text', '', '', ['reads']],
  [
    'where a rule says what depends on it',
    '',
    "rules: [{ files: 'src/price.ts', usersOf: 'src/receipt.ts' }],",
    [],
  ],
  ['and starts a process that is not seen', "execFileSync('true')", '', []],
] as const;

test.for(READERS)('a comment in a source runs who reads it %s', async ([, also, rule, expected]) => {
  const project = openExample('native');
  project.write('test/reader.spec.ts', reader(also));
  project.edit('affected.config.ts', (config) => config.replace('{ sources', `{ ${rule} sources`));
  await project.green();

  project.edit('src/price.ts', (before) => `// About prices.\n${before}`);

  expect(await project.selected()).toEqual(expected);
});

import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { copyExample, picked, type Loader, type Project } from './project.ts';

const LAZY = 'src/receipt.ts#load';

let project: Project;
afterEach(() => project.remove());

const green = async (args?: readonly string[], env?: Record<string, string>): Promise<string> => {
  const { output, code } = await project.run(args, env);
  expect(code, output).toBe(0);
  return output;
};
const write = (file: string, text: string): void => writeFileSync(path.join(project.root, file), text);
const selected = async (): Promise<string[]> => picked(await project.select());

test('a test that fails stays selected until it passes', async () => {
  project = copyExample('vite');
  await green();
  project.edit('src/basket.ts', (before) => before.replace('net < 0', 'net < -5'));
  await project.run();
  project.edit('src/basket.ts', (before) => `${before}// Looked at.\n`);
  expect(await selected()).toEqual(['takes no negative price']);

  project.edit('src/basket.ts', (before) => before.replace('net < -5', 'net < 0'));
  await green();
  expect(await selected()).toEqual([]);
});

test('a test that was selected and did not get to run stays so', async () => {
  project = copyExample('native');
  await green();
  project.edit('src/basket.ts', (before) => before.replace('net < 0', 'net < 0.5'));
  await green(['-t', 'takes no negative price']);

  const { picks } = await project.select();
  expect(picks.map(({ names, reasons }) => [names.at(-1), reasons[0]?.kind])).toEqual([
    ['is worth the sum of what is in it', 'pending'],
  ]);
});

test('a function that a test runs since a change is its own, though others ran before it', async () => {
  project = copyExample('native');
  await green();
  project.edit('src/basket.ts', (before) =>
    before
      .replace('net < 0', 'isBelow(net)')
      .concat('function isBelow(net: number): boolean {\n  return net < 0;\n}\n'),
  );
  await green(['test/receipt.spec.ts']);
  await green();

  const { ambient, functions } = await project.record();
  const everybodys = [...ambient.functions].map((number) => functions[number] ?? '');
  expect(everybodys.filter((name) => name.startsWith('src/'))).toEqual([]);
});

test('another environment has a record of its own, and whoever comes back finds theirs', async () => {
  project = copyExample('native');
  await green();
  write('package-lock.json', '{}\n');
  expect((await project.select()).all).toBe(true);
  await green();
  rmSync(path.join(project.root, 'package-lock.json'));

  expect(await selected()).toEqual([]);
  project.edit('src/basket.ts', (before) => before.replace('net < 0', 'net < -5'));
  await project.run();
  expect(await selected()).toEqual(['takes no negative price']);
});

test('what ran only because a test came first is everybody’s after a run in another order', async () => {
  project = copyExample('native');
  write(
    'test/order.spec.ts',
    `import { expect, test } from 'vitest';
     import { receipt } from '../src/receipt.ts';
     const titles = process.env.TURNED === 'yes' ? ['two', 'one'] : ['one', 'two'];
     test.each(titles)('%s', () => { expect(receipt(1)).toContain('1 EUR'); });\n`,
  );
  await green(['test/order.spec.ts']);
  await green(['test/order.spec.ts'], { TURNED: 'yes' });

  const record = await project.record();
  expect([...record.ambient.functions].map((number) => record.functions[number])).toEqual([LAZY]);
  project.edit('src/receipt.ts', (before) => before.replace('.trim()', '.trimEnd()'));
  expect(await selected()).toEqual(expect.arrayContaining(['one', 'two', 'test/order.spec.ts']));
});

test('what the first test ran by chance beside it stays that test’s', async () => {
  project = copyExample('native');
  write('src/luck.ts', 'export const luck = () => 7;\n');
  write(
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
  await green(['test/order.spec.ts'], { LUCK: 'yes' });
  await green(['test/order.spec.ts'], { TURNED: 'yes' });

  const record = await project.record();
  expect([...record.ambient.functions].map((number) => record.functions[number])).toEqual([LAZY]);
  project.edit('src/luck.ts', (before) => before.replace('7', '8'));
  const found = await selected();
  expect(found).toEqual(expect.arrayContaining(['always', 'one']));
  expect(found).not.toContain('two');
});

test('what a process ran that was not seen the second time is nobody else’s', async () => {
  project = copyExample('native');
  write(
    'src/main.ts',
    `import { receipt } from './receipt.ts';
     receipt(5);
     if (process.env.KILLED === 'yes') process.kill(process.pid, 'SIGKILL');\n`,
  );
  write(
    'test/process.spec.ts',
    `import { spawnSync } from 'node:child_process';
     import { readFileSync } from 'node:fs';
     import { expect, test } from 'vitest';
     test('a process', () => { expect(spawnSync(process.execPath, ['src/main.ts']).error).toBeUndefined(); });
     test('reads', () => { expect(readFileSync('src/receipt.txt', 'utf8')).not.toBe(''); });\n`,
  );
  await green(['test/process.spec.ts']);
  await green(['test/process.spec.ts'], { KILLED: 'yes' });

  const { tests, ambient } = await project.record();
  const [started] = [...tests.values()].filter(({ names }) => names.includes('a process'));
  expect(started?.opaque).toMatch('did not say what it ran');
  expect(ambient.functions.size).toBe(0);
  project.edit('src/receipt.txt', (before) => `${before} `);
  expect(await selected()).toEqual(expect.arrayContaining(['a process', 'reads']));
});

test('what a test runs by chance stays its own', async () => {
  project = copyExample('native');
  write(
    'test/luck.spec.ts',
    `import { expect, test } from 'vitest';
     import { receipt } from '../src/receipt.ts';
     test('always', () => { expect(receipt(1)).toContain('1 EUR'); });
     test('with luck', () => { if (process.env.LUCK === 'yes') receipt(2); });\n`,
  );
  await green(['test/luck.spec.ts'], { LUCK: 'yes' });
  await green(['test/luck.spec.ts']);

  expect((await project.record()).ambient.functions.size).toBe(0);
  project.edit('src/receipt.ts', (before) =>
    before.replace('readTemplate().replace', 'readTemplate().trim().replace'),
  );
  expect(await selected()).toEqual(expect.arrayContaining(['always', 'with luck']));
});

test.each(['vite', 'native'] satisfies Loader[])(
  'an error points at the line that threw (%s)',
  async (loader) => {
    project = copyExample(loader);
    await green();
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
  project = copyExample('native');
  await green();
  const list = path.join(project.root, 'node_modules/only.json');
  writeFileSync(
    list,
    JSON.stringify({
      'test/price.spec.ts': null,
      'test/basket.spec.ts': ['a basket > takes no negative price'],
    }),
  );
  const output = await green([], { AFFECTED_ONLY: list });

  expect(output).toMatch(/Tests\s+3 passed \(6\)/);
});

test('switched off, nothing is written', async () => {
  project = copyExample('vite');
  await green([], { AFFECTED: 'off' });
  expect((await project.record()).tests.size).toBe(0);
});

test('a run of one file leaves what is known of the others', async () => {
  project = copyExample('native');
  await green();
  await green(['test/price.spec.ts']);
  expect((await project.record()).tests.size).toBe(6);
});

test('a test that is gone is forgotten', async () => {
  project = copyExample('vite');
  await green();
  project.edit('test/price.spec.ts', (before) => before.slice(0, before.indexOf("test('a discount")));
  await green();
  expect((await project.record()).tests.size).toBe(5);
});

test('what a process that a test starts runs and reads is the test’s', async () => {
  project = copyExample('native');
  write('src/main.ts', `import { receipt } from './receipt.ts';\nprocess.stdout.write(receipt(5));\n`);
  write(
    'test/process.spec.ts',
    `import { execFileSync } from 'node:child_process';
     import { expect, test } from 'vitest';
     test('a process', () => { expect(String(execFileSync(process.execPath, ['src/main.ts']))).toContain('5'); });
     test('another program', () => { execFileSync('true'); });\n`,
  );
  await green();

  const { tests, functions } = await project.record();
  const touched = (title: string) => [...tests.values()].find(({ names }) => names.includes(title));
  const started = touched('a process');
  expect([...(started?.functions ?? [])].map((number) => functions[number])).toContain(LAZY);
  expect([...(started?.files ?? [])]).toContain('src/receipt.txt');
  expect(started?.opaque).toBeNull();
  expect(touched('another program')?.opaque).toMatch('did not say what it ran');
});

test('what a process loads, the tests of the file that started it depend on, and no others', async () => {
  project = copyExample('native');
  write('src/greeting.ts', `export const greeting = ['good', 'day'].join(' ');\n`);
  write(
    'src/main.ts',
    `import { greeting } from './greeting.ts';\nprocess.stdout.write(greeting.toUpperCase());\n`,
  );
  write(
    'test/process.spec.ts',
    `import { execFileSync } from 'node:child_process';
     import { expect, test } from 'vitest';
     test('a process', () => { expect(String(execFileSync(process.execPath, ['src/main.ts']))).toBe('GOOD DAY'); });
     test('beside it', () => { expect(process.pid).toBeGreaterThan(0); });\n`,
  );
  await green();

  project.edit('src/greeting.ts', (before) => before.replace("'good'", "'nice'"));

  expect(await selected()).toEqual(['a process', 'beside it', 'test/process.spec.ts']);
});

test('a run that a test starts is part of that test, and none of its own', async () => {
  project = copyExample('native');
  write(
    'test/order.spec.ts',
    `import { expect, test } from 'vitest';
     import { receipt } from '../src/receipt.ts';
     const titles = process.env.TURNED === 'yes' ? ['two', 'one'] : ['one', 'two'];
     test.each(titles)('%s', () => { expect(receipt(1)).toContain('1 EUR'); });\n`,
  );
  write(
    'test/within.spec.ts',
    `import { execFileSync } from 'node:child_process';
     import { expect, test } from 'vitest';
     const env = { ...process.env, TURNED: 'yes' };
     test('starts a run', { timeout: 60_000 }, () => {
       const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--maxWorkers=1', 'test/order.spec.ts'];
       expect(String(execFileSync(process.execPath, vitest, { env }))).toContain('2 passed');
     });\n`,
  );
  await green(['test/within.spec.ts', 'test/order.spec.ts']);

  const { tests, ambient, functions } = await project.record();
  expect([...ambient.functions].map((number) => functions[number])).toEqual([]);
  expect(new Set([...tests.values()].map(({ names }) => names.join()))).toEqual(
    new Set(['one', 'two', 'starts a run']),
  );
  project.edit('src/receipt.ts', (before) => before.replace('.trim()', '.trimEnd()'));
  expect(await selected()).toContain('starts a run');
});

test('before and after hooks belong to every test of their suite, and to no other', async () => {
  project = copyExample('native');
  write(
    'src/hooks.ts',
    'export const before = () => 1;\nexport const after = () => 2;\nexport const other = () => 3;\n',
  );
  write(
    'test/hooks.spec.ts',
    `import { afterAll, beforeAll, describe, test } from 'vitest';
     import { after, before, other } from '../src/hooks.ts';
     describe('within', () => { beforeAll(() => { before(); }); afterAll(() => { after(); }); test('a', () => {}); test('b', () => {}); });
     test('c', () => { other(); });
     test.concurrent('d', async () => { for (let at = 0; at < 9; at += 1) await new Promise(setImmediate); });
     test.concurrent('e', async () => { await new Promise(setImmediate); other(); });\n`,
  );
  await green();

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
  project = copyExample('native');
  write('test/reader.spec.ts', reader(also));
  project.edit('affected.config.ts', (config) => config.replace('{ sources', `{ ${rule} sources`));
  await green();

  project.edit('src/price.ts', (before) => `// About prices.\n${before}`);

  expect(picked(await project.select())).toEqual(expected);
});

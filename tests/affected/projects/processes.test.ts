import { expect, test } from 'vitest';
import { IN_EITHER_ORDER, openExample } from './project.ts';

const LAZY = 'src/receipt.ts#load';

test('what a process ran that was not seen the second time is nobody else’s', async () => {
  const project = openExample('native');
  project.write(
    'src/main.ts',
    `import { receipt } from './receipt.ts';
     receipt(5);
     if (process.env.KILLED === 'yes') process.kill(process.pid, 'SIGKILL');\n`,
  );
  project.write(
    'test/process.spec.ts',
    `import { spawnSync } from 'node:child_process';
     import { readFileSync } from 'node:fs';
     import { expect, test } from 'vitest';
     test('a process', () => { expect(spawnSync(process.execPath, ['src/main.ts']).error).toBeUndefined(); });
     test('reads', () => { expect(readFileSync('src/receipt.txt', 'utf8')).not.toBe(''); });\n`,
  );
  await project.green(['test/process.spec.ts']);
  await project.green(['test/process.spec.ts'], { KILLED: 'yes' });

  const { tests, ambient } = await project.record();
  const [started] = [...tests.values()].filter(({ names }) => names.includes('a process'));
  expect(started?.opaque).toMatch('did not say what it ran');
  expect(ambient.functions.size).toBe(0);
  project.edit('src/receipt.txt', (before) => `${before} `);
  expect(await project.selected()).toEqual(expect.arrayContaining(['a process', 'reads']));
});

test('what a process that a test starts runs and reads is the test’s', async () => {
  const project = openExample('native');
  project.write(
    'src/main.ts',
    `import { receipt } from './receipt.ts';\nprocess.stdout.write(receipt(5));\n`,
  );
  project.write(
    'test/process.spec.ts',
    `import { execFileSync } from 'node:child_process';
     import { expect, test } from 'vitest';
     test('a process', () => { expect(String(execFileSync(process.execPath, ['src/main.ts']))).toContain('5'); });
     test('another program', () => { execFileSync('true'); });\n`,
  );
  await project.green();

  const { tests, functions } = await project.record();
  const touched = (title: string) => [...tests.values()].find(({ names }) => names.includes(title));
  const started = touched('a process');
  expect([...(started?.functions ?? [])].map((number) => functions[number])).toContain(LAZY);
  expect([...(started?.files ?? [])]).toContain('src/receipt.txt');
  expect(started?.opaque).toBeNull();
  expect(touched('another program')?.opaque).toMatch('did not say what it ran');
});

test('what a process loads, the tests of the file that started it depend on, and no others', async () => {
  const project = openExample('native');
  project.write('src/greeting.ts', `export const greeting = ['good', 'day'].join(' ');\n`);
  project.write(
    'src/main.ts',
    `import { greeting } from './greeting.ts';\nprocess.stdout.write(greeting.toUpperCase());\n`,
  );
  project.write(
    'test/process.spec.ts',
    `import { execFileSync } from 'node:child_process';
     import { expect, test } from 'vitest';
     test('a process', () => { expect(String(execFileSync(process.execPath, ['src/main.ts']))).toBe('GOOD DAY'); });
     test('beside it', () => { expect(process.pid).toBeGreaterThan(0); });\n`,
  );
  await project.green();

  project.edit('src/greeting.ts', (before) => before.replace("'good'", "'nice'"));

  expect(await project.selected()).toEqual(['a process', 'beside it', 'test/process.spec.ts']);
});

test('a run that a test starts is part of that test, and none of its own', async () => {
  const project = openExample('native');
  project.write('test/order.spec.ts', IN_EITHER_ORDER);
  project.write(
    'test/within.spec.ts',
    `import { execFileSync } from 'node:child_process';
     import { expect, test } from 'vitest';
     const env = { ...process.env, TURNED: 'yes' };
     test('starts a run', { timeout: 60_000 }, () => {
       const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--maxWorkers=1', 'test/order.spec.ts'];
       expect(String(execFileSync(process.execPath, vitest, { env }))).toContain('2 passed');
     });\n`,
  );
  await project.green(['test/within.spec.ts', 'test/order.spec.ts']);

  const { tests, ambient, functions } = await project.record();
  expect([...ambient.functions].map((number) => functions[number])).toEqual([]);
  expect(new Set([...tests.values()].map(({ names }) => names.join()))).toEqual(
    new Set(['one', 'two', 'starts a run']),
  );
  project.edit('src/receipt.ts', (before) => before.replace('.trim()', '.trimEnd()'));
  expect(await project.selected()).toContain('starts a run');
});

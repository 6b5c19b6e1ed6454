import { expect } from 'vitest';
import { test } from './watch-test.ts';
import { startWatched } from './watched.ts';

/** As a loader of somebody's own does that takes every query off. */
const TAKES_QUERIES_OFF = `import { registerHooks } from 'node:module';
registerHooks({
  resolve(specifier, context, next) {
    const result = next(specifier, context);
    return { ...result, url: result.url.replace(/[?]affected=\\d+/, '') };
  },
});
`;

test('where changed code cannot be made to run, a new process runs it: no stale green', async ({
  project,
  watch,
}) => {
  project.write('tests/before.ts', TAKES_QUERIES_OFF);
  await watch.verdict();
  project.replace('src/add.ts', 'a + b', 'a - b');
  const { text } = await watch.next('notice');
  const broken = await watch.verdict();

  expect(text).toContain('did not show that it runs what was saved');
  expect(broken.failures).toHaveLength(2);
});

test('code that was kept behind the back of the watch is found out, and run again in a new process', async ({
  project,
  watch,
}) => {
  // The canary is told the truth, and only this file is kept.
  project.write('tests/before.ts', TAKES_QUERIES_OFF.replace('[?]', 'add.ts[?]').replace("''", "'add.ts'"));
  await watch.verdict();
  project.replace('src/add.ts', 'a + b', 'a - b');
  const { text } = await watch.next('notice');
  const broken = await watch.verdict();

  expect(text).toContain('Old code ran');
  expect(text).toContain('src/add.ts');
  expect(broken.failures).toHaveLength(2);
});

test('a worker that dies in a test is a red test, and the next run has another', async ({
  project,
  watch,
}) => {
  project.write(
    'src/add.ts',
    `export const add = (): number => process.kill(process.pid, 'SIGKILL') ? 0 : 0;\n`,
  );
  const died = await watch.verdict();
  project.write('src/add.ts', 'export const add = (a: number, b: number): number => a + b;\n');
  const alive = await watch.verdict();

  expect(died.failures.length).toBeGreaterThan(0);
  expect(alive.failures).toEqual([]);
  expect(alive.passed).toBe(2);
});

test('a test that never ends is given up for the next save', async ({ project, watch }) => {
  project.write('src/add.ts', `export const add = (): number => {\n  for (;;);\n};\n`);
  await watch.next('started');
  project.write('src/add.ts', 'export const add = (a: number, b: number): number => a + b;\n');

  expect(await watch.verdict()).toMatchObject({ failures: [] });
});

test('the rest is given up for a save that comes while its process starts', async ({ project }) => {
  const mood = project.writeOutside('mood.txt', 'good');
  project.write(
    'tests/mood.test.ts',
    `import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
test('the mood is good', () => {
  const mood = readFileSync('${mood}', 'utf8');
  while (mood === 'endless');
  expect(mood).toBe('good');
});
`,
  );
  const watch = startWatched(project, []);
  await watch.verdict();
  project.writeOutside('mood.txt', 'endless');
  project.replace('src/double.ts', 'add(a, a)', 'a * 2');
  await watch.verdict();
  for (let { lane } = await watch.next('started'); lane !== 'rest'; { lane } = await watch.next('started'));
  project.replace('src/double.ts', 'a * 2', '2 * a');

  expect(await watch.verdict()).toMatchObject({ passed: 1, failures: [] });
});

test('without a warm worker the verdicts are the same', async ({ project }) => {
  const cold = startWatched(project, ['--no-rest', '--cold']);
  await cold.verdict();
  project.replace('src/add.ts', 'a + b', 'a - b');
  const broken = await cold.verdict();
  project.replace('src/add.ts', 'a - b', 'a + b');
  const mended = await cold.verdict();
  cold.kill('SIGTERM');

  expect(broken.failures).toHaveLength(2);
  expect(mended.failures).toEqual([]);
  expect(await cold.exit, cold.said.join('\n')).toBe(0);
});

for (const signal of ['SIGINT', 'SIGTERM', 'SIGKILL'] as const) {
  test(`after ${signal} nothing of it is left`, async ({ project, watch }) => {
    project.replace('src/add.ts', 'a + b', 'a - b');
    await watch.verdict();
    const before = await childrenOf(watch.pid);
    watch.kill(signal);
    const code = await watch.exit;

    expect(code).toBe(signal === 'SIGKILL' ? null : 0);
    expect(before.length).toBeGreaterThan(0);
    await expect.poll(() => before.filter(isAlive)).toEqual([]);
  });
}

async function childrenOf(pid: number): Promise<number[]> {
  const { execFileSync } = await import('node:child_process');
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  return lines
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([child, parent]) => (parent === pid && child !== undefined ? [child] : []));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

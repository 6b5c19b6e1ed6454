import { expect } from 'vitest';
import type { Verdict } from '@topheavy/affected/watch';
import { test } from './watch-test.ts';
import { startWatched } from './watched.ts';

test('a broken function turns its tests red, however many modules lie between, and mending turns them green', async ({
  project,
  watch,
}) => {
  project.replace('src/add.ts', 'a + b', 'a - b');
  const broken = await watch.verdict();
  project.replace('src/add.ts', 'a - b', 'a + b');
  const mended = await watch.verdict();

  expect(failed(broken)).toEqual([
    'tests/add.test.ts > one and two are three',
    'tests/double.test.ts > twice two is four',
  ]);
  expect(failed(mended)).toEqual([]);
  expect(mended.passed).toBeGreaterThanOrEqual(2);
});

test('the same break and mending, five times over, never shows what was before', async ({
  project,
  watch,
}) => {
  const seen: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    project.replace('src/add.ts', 'a + b', 'a * b');
    seen.push((await watch.verdict()).failures.length);
    project.replace('src/add.ts', 'a * b', 'a + b');
    seen.push((await watch.verdict()).failures.length);
  }

  expect(seen).toEqual(Array.from({ length: 5 }, () => [1, 0]).flat());
});

test('a failure says where, in the file as it is', async ({ project, watch }) => {
  project.write(
    'src/add.ts',
    `\n\nexport function add(): number {\n  throw new Error('no sums today');\n}\n`,
  );
  const { failures } = await watch.verdict();

  expect(failures[0]).toMatchObject({ message: 'no sums today', at: 'src/add.ts:4:9' });
});

test('a file that is no program is shown with its line, and the next save mends it', async ({
  project,
  watch,
}) => {
  project.write('src/add.ts', 'export const one = 1;\nexport const add = (a, b => a + ;\n');
  const broken = await watch.verdict();
  project.write('src/add.ts', 'export const add = (a: number, b: number): number => a + b;\n');
  const mended = await watch.verdict();

  expect(broken.failures.map(({ at }) => at)).toEqual(['src/add.ts:2']);
  expect(failed(mended)).toEqual([]);
});

test('an editor that saves beside the file and renames is as good as any', async ({ project, watch }) => {
  project.writeAside('src/add.ts', 'export const add = (a: number): number => a;\n');
  const broken = await watch.verdict();
  project.writeAside('src/add.ts', 'export const add = (a: number, b: number): number => a + b;\n');

  expect(broken.failures).toHaveLength(2);
  expect(failed(await watch.verdict())).toEqual([]);
});

test('a file that is gone breaks who needs it, until they look elsewhere', async ({ project, watch }) => {
  project.rename('src/double.ts', 'src/twice.ts');
  const gone = await watch.verdict();
  project.replace('tests/double.test.ts', 'src/double.ts', 'src/twice.ts');
  const found = await watch.verdict();

  expect(failed(gone)).toEqual(['tests/double.test.ts']);
  expect(failed(found)).toEqual([]);
});

test('a module that is imported before it exists is found when it does', async ({ project, watch }) => {
  project.write('src/double.ts', `export { double } from './later.ts';\n`);
  const missing = await watch.verdict();
  project.write('src/later.ts', 'export const double = (a: number): number => a + a;\n');

  expect(failed(missing)).toEqual(['tests/double.test.ts']);
  expect(failed(await watch.verdict())).toEqual([]);
});

test('what the global setup read is prepared anew when it changes, with its code as it is then', async ({
  project,
  watch,
}) => {
  project.write('prices.txt', 'apple 4\n');
  const dearer = await watch.verdict();
  project.write('src/unit.ts', `export const unit: string = 'USD';\n`);
  project.write('prices.txt', 'apple 3\n');
  const foreign = await watch.verdict();
  project.write('src/unit.ts', `export const unit: string = 'EUR';\n`);
  project.write('prices.txt', 'apple 3 \n');
  await watch.verdict();
  project.write('prices.txt', 'apple 3\n');
  const asBefore = await watch.verdict();

  expect(failed(dearer)).toEqual(['tests/add.test.ts > an apple has a price']);
  expect(foreign.failures[0]?.message).toContain('USD');
  expect(failed(asBefore)).toEqual([]);
});

test('a branch with hundreds of other files is seen as a whole', async ({ project }) => {
  project.git('checkout', '--quiet', '-b', 'other');
  for (let index = 0; index < 300; index += 1)
    project.write(`src/many/n${index}.ts`, `export const n = ${index};\n`);
  project.replace('src/add.ts', 'a + b', 'a - b');
  project.git('add', '.');
  project.git('commit', '--quiet', '--message=Other');
  project.git('checkout', '--quiet', 'main');
  const watch = startWatched(project);
  await watch.verdict();

  project.git('checkout', '--quiet', 'other');
  const there = await watch.verdict();
  project.git('checkout', '--quiet', 'main');
  const back = await watch.verdict();

  expect(failed(there)).toHaveLength(2);
  expect(failed(back)).toEqual([]);
  const files = watch.said.filter((line) => line.startsWith('{"kind":"selected"')).flatMap(filesIn);
  expect(files.filter((file) => file.startsWith('src/many/'))).toHaveLength(2 * 300);
});

test('the config is not for a running watch: it ends to be started again', async ({ project, watch }) => {
  project.replace('vitest.config.ts', `name: 'small'`, `name: 'tiny'`);

  expect(await watch.next('ended')).toMatchObject({ why: 'restart', text: 'vitest.config.ts changed' });
  expect(await watch.exit).toBe(75);
});

const filesIn = (line: string): readonly string[] =>
  (JSON.parse(line) as { readonly files: readonly string[] }).files;

const failed = ({ failures }: Verdict): string[] => failures.map(({ test }) => test).toSorted();

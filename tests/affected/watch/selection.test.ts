import { readdirSync } from 'node:fs';
import type { WatchEvent } from '@topheavy/affected/watch';
import { expect } from 'vitest';
import { test } from './watch-test.ts';
import { startWatched } from './watched.ts';

test('a function runs the tests that ran it, and no others', async ({ project, watch }) => {
  project.replace('src/double.ts', 'add(a, a)', 'a * 2');
  const selected = await watch.next('selected');
  const { passed } = await watch.verdict();

  expect(testsOf(selected)).toEqual(['small | tests/double.test.ts > twice two is four']);
  expect(passed).toBe(1);
});

test('a comment and a type run nothing, and say so at once', async ({ project, watch }) => {
  project.replace('src/add.ts', 'export', '// Sums.\nexport');
  const comment = await watch.verdict();
  project.replace('src/add.ts', 'export', 'type Sum = number;\nexport');
  const type = await watch.verdict();

  expect([comment, type].map(({ passed, failures }) => passed + failures.length)).toEqual([0, 0]);
});

test('what failed stays selected until it passes, whatever else is saved', async ({ project, watch }) => {
  project.replace('src/add.ts', 'a + b', 'a - b');
  await watch.verdict();
  project.replace('src/unit.ts', 'export', '// A currency.\nexport');
  const still = await watch.verdict();
  project.replace('src/add.ts', 'a - b', 'a + b');
  await watch.verdict();
  project.replace('src/unit.ts', '// A currency.\n', '');
  const after = await watch.verdict();

  expect(still.failures).toHaveLength(2);
  expect([after.passed, after.failures.length]).toEqual([0, 0]);
});

test('a test that is written is run, and the others of its file are not', async ({ project, watch }) => {
  project.write(
    'tests/add.test.ts',
    `import { expect, inject, test } from 'vitest';
import { add } from '../src/add.ts';
test('one and two are three', () => expect(add(1, 2)).toBe(3));
test('an apple has a price', () => expect(inject('prices')).toBe('apple 3\\nEUR'));
test('two and two are four', () => expect(add(2, 2)).toBe(4));
`,
  );
  await watch.verdict();
  project.replace('tests/add.test.ts', 'add(2, 2)', 'add(1, 3)');
  const selected = await watch.next('selected');

  expect(testsOf(selected)).toEqual(['small | tests/add.test.ts > two and two are four']);
  expect(await watch.verdict()).toMatchObject({ passed: 1, failures: [] });
});

test('a test file that is deleted runs nothing, and what failed in it is forgotten', async ({
  project,
  watch,
}) => {
  project.write(
    'tests/wrong.test.ts',
    `import { expect, test } from 'vitest';\ntest('one is two', () => expect(1).toBe(2));\n`,
  );
  const before = await watch.verdict();
  project.remove('tests/wrong.test.ts');
  const after = await watch.verdict();
  project.replace('src/double.ts', 'add(a, a)', 'a * 2');
  const next = await watch.verdict();
  project.write(
    'tests/wrong.test.ts',
    `import { expect, test } from 'vitest';\ntest('one is one', () => expect(1).toBe(1));\n`,
  );
  const again = await watch.verdict();

  expect(before.failures.map(({ test }) => test)).toEqual(['tests/wrong.test.ts > one is two']);
  expect([after, next, again].map(({ passed, failures }) => [passed, failures])).toEqual([
    [0, []],
    [1, []],
    [1, []],
  ]);
});

test('a save that holds what was there before is no change', async ({ project, watch }) => {
  project.replace('src/double.ts', 'add(a, a)', 'add(a, a)');
  project.replace('src/add.ts', 'a + b', 'b + a');
  const { files } = await watch.next('selected');

  expect(files).toEqual(['src/add.ts']);
});

test('what was not selected and fails is shown when the rest has run', async ({ project }) => {
  const mood = project.writeOutside('mood.txt', 'good');
  project.write(
    'tests/mood.test.ts',
    `import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
test('the mood is good', () => expect(readFileSync('${mood}', 'utf8')).toBe('good'));
`,
  );
  const watch = startWatched(project, []);
  await watch.verdict();
  project.writeOutside('mood.txt', 'bad');
  project.replace('src/double.ts', 'add(a, a)', 'a * 2');
  const exact = await watch.verdict();
  let rest = await watch.next('verdict');
  while (rest.lane !== 'rest' || rest.cancelled) rest = await watch.next('verdict');

  expect(exact.failures).toEqual([]);
  expect(rest.failures.map(({ test }) => test)).toEqual(['tests/mood.test.ts > the mood is good']);
});

test('a run of many tests says how far it has come', async ({ project, watch }) => {
  project.write(
    'tests/many.test.ts',
    `import { expect, test } from 'vitest';
import { unit } from '../src/unit.ts';
test.each(Array.from({ length: 250 }, (_, at) => at))('%i', (at) => expect([at < 240, unit]).toEqual([true, 'EUR']));
`,
  );
  const [first, second] = [await watch.next('progress'), await watch.next('progress')];
  const verdict = await watch.verdict();

  expect([first, second]).toMatchObject([
    { lane: 'exact', done: 100, failed: 0 },
    { lane: 'exact', done: 200, failed: 0 },
  ]);
  expect([verdict.passed, verdict.failures.length]).toEqual([240, 10]);
});

test('that the record was written runs nothing, wherever it is kept', async ({ project }) => {
  project.replace('affected.config.ts', 'export default {', "export default { record: 'impact',");
  const watch = startWatched(project);
  await watch.verdict();

  project.replace('src/double.ts', 'add(a, a)', 'a * 2');
  const { passed } = await watch.verdict();
  project.replace('src/add.ts', 'export', '// Sums.\nexport');
  const comment = await watch.verdict();

  expect(readdirSync(project.root)).toContain('impact');
  expect([passed, comment.passed]).toEqual([1, 0]);
});

const testsOf = ({ selection }: Extract<WatchEvent, { kind: 'selected' }>): string[] =>
  selection.picks.map(({ test }) => test).toSorted();

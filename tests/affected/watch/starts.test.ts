import { expect } from 'vitest';
import type { SmallProject } from './small-project.ts';
import { test } from './watch-test.ts';
import { startWatched, type Watched } from './watched.ts';

/** Two tests that start from a sum that is made once. */
async function startWithSum(project: SmallProject): Promise<Watched> {
  project.write('src/sum.ts', `export const sum = (): number => 2 + 3;\n`);
  project.write(
    'tests/given.ts',
    `import { credit, recorded } from '@topheavy/affected/memo';
import { renewals } from '@topheavy/affected/renewal';
let made;
let renewal;
export async function given(make) {
  if (renewal !== renewals()) made = undefined;
  renewal = renewals();
  made ??= await recorded(async () => make(), { name: 'a sum', outcome: String });
  credit(made.making);
  return made.value;
}
`,
  );
  project.write(
    'tests/sums.test.ts',
    `import { expect, test } from 'vitest';
import { sum } from '../src/sum.ts';
import { given } from './given.ts';
const start = () => given(() => sum());
test('it is small', async () => expect(await start()).toBeLessThan(10));
test('it is five', async () => expect(await start()).toBe(5));
`,
  );
  const watch = startWatched(project);
  await watch.verdict();
  return watch;
}

test('one test makes a start anew, and nobody else runs when the same comes of it', async ({ project }) => {
  const watch = await startWithSum(project);
  project.replace('src/sum.ts', '2 + 3', '3 + 2');
  const { passed, failures } = await watch.verdict();

  expect([passed, failures]).toEqual([1, []]);
});

test('the verdict waits for all who start from it when something else comes of it', async ({ project }) => {
  const watch = await startWithSum(project);
  project.replace('src/sum.ts', '2 + 3', '2 + 4');
  const more = await watch.next('more');
  const { passed, failures } = await watch.verdict();
  project.replace('src/sum.ts', '2 + 4', '2 + 3');
  const mended = await watch.verdict();

  expect(more).toMatchObject({ starts: ['a sum'], tests: 1 });
  expect([passed, failures.map(({ test }) => test)]).toEqual([1, ['tests/sums.test.ts > it is five']]);
  expect(mended.failures).toEqual([]);
});

test('a start that the test file itself makes is made by what was saved', async ({ project }) => {
  const watch = await startWithSum(project);
  project.replace('tests/sums.test.ts', 'sum())', 'sum() + 1)');
  const { failures } = await watch.verdict();

  expect(failures.map(({ test }) => test)).toEqual(['tests/sums.test.ts > it is five']);
});

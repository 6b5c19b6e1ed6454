import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import type { SmallProject } from './small-project.ts';
import { test } from './watch-test.ts';
import { startWatched, type Watched } from './watched.ts';

/** A test that, while there is no `go.log`, goes on until somebody ends it, and then fails as a torn one does. */
async function startWithSlowTest(project: SmallProject): Promise<Watched> {
  project.write(
    'tests/slow.test.ts',
    `import { existsSync, writeFileSync } from 'node:fs';
import { expect, test as base } from 'vitest';
import { add } from '../src/add.ts';
let isOpen = false;
const test = base.extend({
  till: async ({}, use) => {
    await use('till');
    if (isOpen) throw new Error('The till was left open.');
  },
});
test('is slow', async ({ signal, till }) => {
  isOpen = true;
  if (!existsSync('go.log')) {
    writeFileSync('begun.log', '');
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    let turns = 2000;
    const goOn = (): unknown => add(3, 4) > 0 && (turns -= 1) > 0 && setImmediate(goOn);
    goOn();
    await new Promise(() => {});
  }
  expect(add(1, 2)).toBe(3);
  isOpen = false;
});
`,
  );
  project.write('go.log', '');
  const watch = startWatched(project);
  await watch.verdict();
  project.remove('go.log');
  return watch;
}

/** Saves what the slow test notices, and while that runs, something else. */
async function saveInBetween(project: SmallProject): Promise<void> {
  project.replace('tests/slow.test.ts', 'toBe(3)', 'toEqual(3)');
  await expect.poll(() => existsSync(path.join(project.root, 'begun.log'))).toBe(true);
  project.write('go.log', '');
  project.replace('src/double.ts', 'add(a, a)', '2 * a');
}

test('a test that the next save ended is not said to have failed, and runs again', async ({ project }) => {
  const watch = await startWithSlowTest(project);
  await saveInBetween(project);
  const verdict = await watch.verdict();

  expect(watch.said.filter((line) => line.startsWith('{"kind":"failed"'))).toEqual([]);
  expect(verdict).toMatchObject({ passed: 2, failures: [] });
});

test('neither does it count as failed from then on, nor as what runs for everybody', async ({ project }) => {
  const watch = await startWithSlowTest(project);
  await saveInBetween(project);
  await watch.verdict();
  project.replace('src/add.ts', 'a + b', 'b + a');
  const { reasons } = await watch.next('selected');

  expect(reasons.map(([{ subject, detail }, tests]) => `${subject} (${detail}): ${tests}`)).toEqual([
    'src/add.ts#add (body): 2',
  ]);
});

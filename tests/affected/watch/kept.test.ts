import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import type { SmallProject } from './small-project.ts';
import { test } from './watch-test.ts';
import { startWatched, type Watched } from './watched.ts';

/** A test file that keeps something open, as a harness keeps its server. */
async function startWithServer(project: SmallProject): Promise<Watched> {
  project.write(
    'tests/server.ts',
    `import { appendFileSync } from 'node:fs';
import { beforeRenewal } from '@topheavy/affected/renewal';
import { add } from '../src/add.ts';
appendFileSync('server.log', 'opened ' + process.pid + '\\n');
export const ask = (): number => add(1, 2);
beforeRenewal(import.meta.url, () => appendFileSync('server.log', 'closed ' + process.pid + '\\n'));
`,
  );
  project.write(
    'tests/server.test.ts',
    `import { expect, test } from 'vitest';
import { ask } from './server.ts';
test('the server adds', async () => {
  expect(ask()).toBe(3);
});
`,
  );
  const watch = startWatched(project);
  await watch.verdict();
  // The first run had several processes, the next ones have one.
  project.replace('tests/server.test.ts', 'the server adds', 'the server is asked');
  await watch.verdict();
  project.write('server.log', '');
  return watch;
}

/** What the process did that did something last. */
function log({ root }: SmallProject): string[] {
  const lines = readFileSync(path.join(root, 'server.log'), 'utf8').trim().split('\n');
  const did = lines.map((line) => line.split(' '));
  return did.flatMap(([what = '', pid]) => (what !== '' && pid === did.at(-1)?.[1] ? [what] : []));
}

test('what is kept open is closed before the code that opened it is evaluated anew', async ({ project }) => {
  const watch = await startWithServer(project);
  project.replace('src/add.ts', 'a + b', 'b + a');
  await watch.verdict();

  expect(log(project)).toEqual(['closed', 'opened']);
});

test('what is kept open stays when other code changes', async ({ project }) => {
  const watch = await startWithServer(project);
  project.replace('src/double.ts', 'add(a, a)', '2 * a');
  await watch.verdict();
  project.replace('tests/server.test.ts', 'toBe(3)', 'toEqual(3)');
  await watch.verdict();

  expect(log(project)).toEqual([]);
});

test('what cannot be closed keeps nobody waiting', async ({ project }) => {
  const watch = await startWithServer(project);
  project.replace(
    'tests/server.ts',
    String.raw`() => appendFileSync('server.log', 'closed ' + process.pid + '\n')`,
    '() => new Promise(() => {})',
  );
  await watch.verdict();
  project.replace('src/add.ts', 'a + b', 'b + a');
  const { passed } = await watch.verdict();

  expect(passed).toBeGreaterThan(0);
});

test('what a test that was ended in its middle may still be using is not used again', async ({ project }) => {
  const watch = await startWithServer(project);
  const endless = `
  (await import('node:fs')).writeFileSync('middle.log', '');
  await new Promise(() => {});`;
  project.replace('tests/server.test.ts', 'toBe(3);', `toBe(3);${endless}`);
  const middle = path.join(project.root, 'middle.log');
  await expect.poll(() => existsSync(middle)).toBe(true);
  project.replace('tests/server.test.ts', endless, '');
  await watch.verdict();

  expect(log(project).at(-1)).toBe('opened');
});

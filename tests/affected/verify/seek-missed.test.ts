import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Truth } from '../../../scripts/affected/journal.ts';
import { openExample, type Project } from '../projects/project.ts';
import type { Claimed } from './seek.ts';

const GROSS = { file: 'src/price.ts', at: 'gross' };
const ITS_TESTS = ['a price in Germany has 19 percent on top', 'is worth the sum of what is in it'];
const RECEIPT = { file: 'src/receipt.ts', at: 'receipt' };
const RECEIPTS = ['a receipt of nothing is one, too', 'a receipt says what was paid'];

/** So many that what is selected for one mutant is little beside them: then others are put in place with it. */
const MANY = `import { expect, test } from 'vitest';
  import { early } from '../src/early.ts';
  test.each(Array.from({ length: early() }, (_, at) => at))('number %i', (at) => { expect(at).toBeLessThan(20); });\n`;

async function givenMany(): Promise<Project> {
  const project = openExample('native');
  project.write('src/early.ts', 'export const early = () => 20;\n');
  project.write('test/many.spec.ts', MANY);
  await project.green();
  return project;
}

/** Breaks these functions, by what is claimed of them, and gives what was found: by function, how many ran and who was missed. */
function sought(project: Project, claims: readonly Claimed[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [path.join(import.meta.dirname, 'seek.ts'), JSON.stringify(claims)],
    {
      cwd: project.root,
      encoding: 'utf8',
      env: { ...process.env, AFFECTED: undefined },
    },
  );
  if (status !== 0) throw new Error(`${status}: ${stdout}${stderr}`);
  const [, ...lines] = readFileSync(path.join(project.root, 'journal.jsonl'), 'utf8').trim().split('\n');
  return lines
    .map((line) => JSON.parse(line) as { truth?: Truth })
    .flatMap(({ truth }) => truth ?? [])
    .map(({ mutants, tests, missed }) => ({
      broken: mutants.map((number) => claims[number]?.at),
      tests,
      missed: missed.map((one) => [claims[one.mutant]?.at, one.test.split(' > ').at(-1)]),
    }));
}

test('a test that fails and was not selected is missed', async () => {
  const project = openExample('native');
  await project.green();

  expect(sought(project, [{ ...GROSS, selected: ITS_TESTS.slice(1) }])).toEqual([
    { broken: ['gross'], tests: 5, missed: [['gross', ITS_TESTS[0]]] },
  ]);
});

test('of those that are broken together, each is told by its own tests', async () => {
  const project = await givenMany();
  const right = { ...GROSS, selected: ITS_TESTS };

  expect(sought(project, [{ ...RECEIPT, selected: RECEIPTS.slice(1) }, right])).toEqual([
    { broken: ['gross', 'receipt'], tests: 23, missed: [['receipt', RECEIPTS[0]]] },
  ]);
});

test('a file that can no longer be loaded counts as missed, and hides no other', async () => {
  const project = await givenMany();
  const early = { file: 'src/early.ts', at: 'early' };
  const wrong = { ...RECEIPT, selected: RECEIPTS.slice(1) };

  expect(sought(project, [{ ...early, selected: RECEIPTS.slice(1) }, wrong])).toEqual([
    { broken: ['early'], tests: 5, missed: [['early', 'files that could not be loaded']] },
    { broken: ['receipt'], tests: 25, missed: [['receipt', RECEIPTS[0]]] },
  ]);
});

test('where no test runs at all nothing was tried, and the others are tried without it', async () => {
  const project = await givenMany();
  project.write(
    'test/prepare.ts',
    `import { early } from '../src/early.ts';\nexport default () => { early(); };\n`,
  );
  project.edit('vitest.config.ts', (text) =>
    text.replace('test: {', "test: { globalSetup: 'test/prepare.ts',"),
  );
  project.edit('affected.config.ts', (text) => text.replace('({', "({ setups: ['src/early.ts'],"));
  project.write('test/many.spec.ts', MANY.replace('early()', '20'));
  await project.green();
  const early = { file: 'src/early.ts', at: 'early' };
  const wrong = { ...RECEIPT, selected: RECEIPTS.slice(1) };

  expect(sought(project, [{ ...early, selected: RECEIPTS.slice(1) }, wrong])).toEqual([
    { broken: ['early'], tests: 0, missed: [] },
    { broken: ['receipt'], tests: 25, missed: [['receipt', RECEIPTS[0]]] },
  ]);
});

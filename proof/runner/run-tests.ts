import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { run } from '../../scripts/terminal.ts';
import type { Bug } from './read-bugs.ts';

export type Named = Pick<Bug, 'suite' | 'file' | 'title'>;

/** `why` is the first line of what a failed test said; null when the test did not run at all. */
export type Verdict = { readonly outcome: 'passed' | 'failed'; readonly why: string } | null;

type Report = {
  testResults: {
    name: string;
    assertionResults: { status: string; title: string; failureMessages: string[] }[];
  }[];
};

/** Runs these tests of one suite in the checkout at `folder`, and no other of their files. */
export async function runTests(
  { folder, env }: { readonly folder: string; readonly env: NodeJS.ProcessEnv },
  tests: readonly [Named, ...Named[]],
): Promise<{ verdicts: Verdict[]; output: string }> {
  const [{ suite }] = tests;
  const report = path.join(folder, 'tests', suite, '.reports/vitest.json');
  await rm(report, { force: true });
  const files = new Set(tests.map(({ file }) => file));
  const titles = tests.map(({ title }) => `${literally(title)}$`).join('|');
  const direct = [
    'run',
    `--project=${suite}`,
    '--maxWorkers=1',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  const collect = { cwd: folder, env, output: 'collect' } as const;
  const { output } =
    suite === 'reliability'
      ? // What these tests need in their environment, the suite's own script gives them.
        await run(
          'node',
          ['scripts/suite.ts', 'integration', '--reliability', ...files, '--name', titles],
          collect,
        )
      : await run('vitest', [...direct, ...files, '--testNamePattern', titles], collect);
  const text = await readFile(report, 'utf8').catch(() => '{"testResults":[]}');
  const { testResults } = JSON.parse(text) as Report;
  const verdicts = tests.map(({ file, title }) => {
    const inFile = testResults.find(({ name }) => path.relative(folder, name) === path.normalize(file));
    const found = inFile?.assertionResults.find((one) => one.title === title);
    if (found === undefined || !(found.status === 'passed' || found.status === 'failed')) return null;
    return { outcome: found.status, why: found.failureMessages[0]?.split('\n', 1)[0] ?? '' } as const;
  });
  return { verdicts, output };
}

/** As a pattern that matches this text and nothing else. */
const literally = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

import { repositoryFiles } from './repository-files.ts';
import { shapeProblems } from './shape-problems.ts';

// Not the tests alone: what they use could skip or mock for them.
const tests = await repositoryFiles('.ts', 'tests');
const problems = shapeProblems([...tests, ...(await repositoryFiles('.ts', 'packages/testbed/src'))]);
if (!tests.some(({ file }) => file.endsWith('.test.ts'))) problems.push('There are no tests below tests/.');
for (const { file } of await repositoryFiles('.test.ts')) {
  // proof/mirage is the exhibit of a suite with mocks: it may do what tests may not, and `pnpm test` leaves it out.
  if (!/^(tests|proof\/mirage)\//.test(file))
    problems.push(`${file}: tests live below tests/, by what they prove.`);
}

if (problems.length > 0) {
  process.stdout.write(`${problems.join('\n')}\n`);
  process.exitCode = 1;
}

import { repositoryFiles } from './repository-files.ts';

/** What would let a test pass without proving anything. */
const FORBIDDEN: readonly { readonly pattern: RegExp; readonly why: string }[] = [
  {
    pattern: /\bvi\.(mock|doMock|spyOn|fn|hoisted)\b/,
    why: 'mocks repeat the author’s assumptions: use a fake on the wire',
  },
  {
    pattern: /\b(test|it|describe)(\.\w+)*\.(skip|skipIf|runIf|todo|only|fails)\b/,
    why: 'a test runs, always',
  },
  { pattern: /\bretry:/, why: 'a flaky test is a bug to find' },
  { pattern: /\bsetTimeout\(|\bsleep\(|timers\/promises/, why: 'wait for an event, not for time to pass' },
  {
    pattern: /\bperformance\.now\(|\btoBeLessThan\(\s*\d+\s*\/\*\s*ms/,
    why: 'speed belongs in the benchmark',
  },
];

const problems: string[] = [];
const files = await repositoryFiles('.test.ts', 'tests');
if (files.length === 0) problems.push('There are no tests below tests/.');
for (const { file, text } of files) {
  for (const [index, line] of text.split('\n').entries()) {
    for (const { pattern, why } of FORBIDDEN) {
      if (pattern.test(line)) problems.push(`${file}:${index + 1}: ${why}\n    ${line.trim()}`);
    }
  }
}
for (const { file } of await repositoryFiles('.test.ts')) {
  if (!file.startsWith('tests/')) problems.push(`${file}: tests live below tests/, by what they prove.`);
}

if (problems.length > 0) {
  process.stdout.write(`${problems.join('\n')}\n`);
  process.exitCode = 1;
}

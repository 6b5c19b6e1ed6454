import type { SourceFile } from './repository-files.ts';

/** What would let a test pass without proving anything. */
const FORBIDDEN: readonly { readonly pattern: RegExp; readonly why: string }[] = [
  { pattern: /\bvi\.\w+/, why: 'mocks repeat the author’s assumptions: use a fake on the wire' },
  {
    pattern: /\b(test|it|describe|suite)(\.\w+)*\.(skip|skipIf|runIf|todo|only|fails)\b/,
    why: 'a test runs, always',
  },
  { pattern: /(?<![.\w])((skip|todo|fails)\s*:|only\s*:\s*true)/, why: 'a test runs, always' },
  { pattern: /\(\s*\{[^}()]*\bskip\b[^}()]*\}[^()]*\)\s*=>|\.skip\(/, why: 'a test runs, always' },
  { pattern: /\bretry\s*:/, why: 'a flaky test is a bug to find' },
];

/** Timing is the business of the testbed, which waits for processes, and of nobody who uses it. */
const FORBIDDEN_IN_TESTS: typeof FORBIDDEN = [
  { pattern: /\bsetTimeout\(|\bsleep\(|timers\/promises/, why: 'wait for an event, not for time to pass' },
  {
    pattern: /\bperformance\.now\(|\btoBeLessThan\(\s*\d+\s*\/\*\s*ms/,
    why: 'speed belongs in the benchmark',
  },
];

/** Comments and titles speak of such things in words. */
const withoutWords = (line: string): string =>
  line.replace(/^\s*(\/?\*|\/\/).*/, '').replaceAll(/'(?!timers|node:timers)[^']*'/g, "''");

/** What is wrong with these files, as `file:line: why` and the line. */
export function shapeProblems(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ file, text }) => {
    const rules = file.startsWith('tests/') ? [...FORBIDDEN, ...FORBIDDEN_IN_TESTS] : FORBIDDEN;
    return text.split('\n').flatMap((line, index) => {
      const broken = rules.filter(({ pattern }) => pattern.test(withoutWords(line)));
      return [...new Set(broken.map(({ why }) => why))].map(
        (why) => `${file}:${index + 1}: ${why}\n    ${line.trim()}`,
      );
    });
  });
}

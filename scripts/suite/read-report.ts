import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../terminal.ts';

export type Report = {
  readonly passed: number;
  readonly failed: number;
  /** Skipped, to do, or left out by --name. */
  readonly notRun: number;
  readonly ms: number;
  /** Of each failed test its file, its title and the first line of what was wrong. */
  readonly failures: readonly string[];
};

/** Where turbo keeps a suite's report, and where `pnpm test` reads counts and times. */
export const reportOf = (suite: string): string => path.join(root, 'tests', suite, '.reports/vitest.json');

/** What the suite's last run counted, or null when it wrote nothing. */
export async function readReport(suite: string): Promise<Report | null> {
  const text = await readFile(reportOf(suite), 'utf8').catch(() => null);
  if (text === null) return null;
  const report = JSON.parse(text) as {
    numPassedTests: number;
    numFailedTests: number;
    numPendingTests: number;
    numTodoTests: number;
    startTime: number;
    testResults: (TestFile & { endTime: number })[];
  };
  const endTime = Math.max(report.startTime, ...report.testResults.map((one) => one.endTime));
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    notRun: report.numPendingTests + report.numTodoTests,
    ms: endTime - report.startTime,
    failures: report.testResults.flatMap(failuresOf),
  };
}

type TestFile = {
  name: string;
  assertionResults: { status: string; title: string; failureMessages: string[] }[];
};

const failuresOf = ({ name, assertionResults }: TestFile): string[] =>
  assertionResults
    .filter(({ status }) => status === 'failed')
    .map(({ title, failureMessages: [message = ''] }) => {
      return `${path.relative(root, name)} > ${title}: ${message.split('\n', 1)[0]}`;
    });

/** Why a run that vitest calls green proves less than it seems to, or null. */
export function hollowness(report: Report | null, byName = false): string | null {
  if (report === null) return 'it wrote no report';
  if (report.passed === 0) return byName ? 'no title matches --name' : 'no test passed';
  if (report.notRun > 0 && !byName) return `${report.notRun} of its tests did not run: a test runs, always`;
  return null;
}

import type { Reporter, TestCase } from 'vitest/node';

/** Vitest counts a test that is marked to fail, and does, as passed; here it is none. */
// oxlint-disable-next-line import/no-default-export -- vitest loads a reporter by its default export
export default class ExpectedFailuresReporter implements Reporter {
  onTestCaseResult(test: TestCase): void {
    if (test.options.fails !== true) return;
    process.exitCode = 1;
    process.stderr.write(
      `\n${test.module.relativeModuleId}: "${test.fullName}" is marked to fail: a test proves what holds.\n`,
    );
  }
}

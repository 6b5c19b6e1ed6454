import { readFile, writeFile } from 'node:fs/promises';
import type { Reporter, TestCase, TestModule } from 'vitest/node';
import { coverageTable } from './coverage-table.ts';

const DOCUMENT = 'docs/api-coverage.md';

/**
 * After a whole run, compares what the tests saw with what the API's document declares: every
 * operation × status needs a test, and docs/api-coverage.md must say so. API_COVERAGE=update writes it.
 */
// oxlint-disable-next-line import/no-default-export -- vitest loads a reporter by its default export
export default class CoverageReporter implements Reporter {
  readonly #covered = new Set<string>();
  #failed = false;

  onTestCaseResult(test: TestCase): void {
    if (test.result().state !== 'passed') this.#failed = true;
    for (const pair of test.meta().covered ?? []) this.#covered.add(pair);
  }

  async onTestRunEnd(
    _modules: readonly TestModule[],
    _errors: readonly unknown[],
    reason: string,
  ): Promise<void> {
    const mode = process.env['API_COVERAGE'];
    if (mode === undefined || this.#failed || reason !== 'passed') return;
    const { table, missing } = coverageTable(this.#covered);
    if (missing.length > 0) {
      process.exitCode = 1;
      process.stdout.write(
        `\nThe API's document declares answers that no test saw:\n  ${missing.join('\n  ')}\n`,
      );
      return;
    }
    const current = await readFile(DOCUMENT, 'utf8').catch(() => '');
    if (current === table) return;
    if (mode === 'update') {
      await writeFile(DOCUMENT, table);
      process.stdout.write(`\nWrote ${DOCUMENT}.\n`);
    } else {
      process.exitCode = 1;
      process.stdout.write(
        `\n${DOCUMENT} is out of date: run pnpm test:integration --update and commit it.\n`,
      );
    }
  }
}

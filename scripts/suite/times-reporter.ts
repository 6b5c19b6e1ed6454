import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Reporter, TestModule } from 'vitest/node';

/** Writes into the folder of SUITE_TIMES when the run began, and how long files took to import and to run. */
// oxlint-disable-next-line import/no-default-export -- vitest loads a reporter by its default export
export default class TimesReporter implements Reporter {
  readonly #startedAt = Date.now();

  onTestRunEnd(modules: readonly TestModule[]): void {
    const folder = process.env['SUITE_TIMES'];
    if (!folder) return;
    const sum = (of: (module: TestModule) => number): number =>
      modules.reduce((total, module) => total + of(module), 0);
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      path.join(folder, 'vitest.json'),
      JSON.stringify({
        startedAt: this.#startedAt,
        endedAt: Date.now(),
        prepareMs: sum(
          (module) => module.diagnostic().environmentSetupDuration + module.diagnostic().prepareDuration,
        ),
        importMs: sum((module) => module.diagnostic().collectDuration),
        testsMs: sum((module) => module.diagnostic().duration),
      }),
    );
  }
}

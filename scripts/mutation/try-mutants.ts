import { Stryker } from '@stryker-mutator/core';
import path from 'node:path';
import { root } from '../terminal.ts';
import type { Target } from './targets.ts';

type LogLevel = NonNullable<ConstructorParameters<typeof Stryker>[0]['logLevel']>;

/** How many mutants came to which end. */
export type Outcome = {
  readonly noticed: number;
  /** Of the noticed, those that a test did not come to its end with. */
  readonly timedOut: number;
  readonly survived: number;
  /** Of the survivors, those that no test runs. */
  readonly notRun: number;
  /** For a reason that a comment gives, or as words of the OpenAPI document. */
  readonly justified: number;
  /** In percent; mutants that are justified or do not even load count for nothing. */
  readonly score: number;
};

/**
 * Tries every mutant of the target in the working directory, whose files are changed: it has to be a throw-away
 * copy. Stryker's own kind of copy links to the packages of the checkout it was made of, where nothing is changed.
 */
export async function tryMutants(
  target: Target,
  { concurrency, force }: { readonly concurrency: number; readonly force: boolean },
): Promise<Outcome> {
  const reports = path.join(root, '.reports/mutation', target.name);
  const cache = path.join(root, 'node_modules/.cache/topheavy');
  // What tests touch with a mutant in place is not worth keeping.
  process.env['AFFECTED'] = 'off';
  process.env['MUTATION_TESTS'] = target.tests;
  process.env['NODE_COMPILE_CACHE'] ??= path.join(cache, 'compiled');
  const results = await new Stryker({
    testRunner: 'nearest-first',
    plugins: [
      import.meta.resolve('@stryker-mutator/vitest-runner'),
      import.meta.resolve('./nearest-first.ts'),
      import.meta.resolve('./ignore-documentation.ts'),
      import.meta.resolve('./tell-survivors.ts'),
    ],
    ignorers: ['documentation'],
    inPlace: true,
    mutate: [...target.code],
    coverageAnalysis: 'perTest',
    // Node drops the types without looking at them.
    disableTypeChecks: false,
    // Vitest knows what imports what only of modules that Vite loads, and here Node does.
    vitest: { related: false, pool: 'forks', configFile: 'scripts/mutation/vitest.config.ts' },
    concurrency,
    timeoutMS: target.timeoutMs,
    dryRunTimeoutMinutes: 30,
    incremental: true,
    incrementalFile: path.join(cache, 'mutation', `${target.name}.json`),
    force,
    thresholds: { high: 100, low: target.floor, break: null },
    reporters: [
      'survivors',
      'clear-text',
      'html',
      'json',
      process.stdout.isTTY ? 'progress' : 'progress-append-only',
    ],
    htmlReporter: { fileName: path.join(reports, 'index.html') },
    jsonReporter: { fileName: path.join(reports, 'mutation.json') },
    clearTextReporter: { allowEmojis: false, logTests: false, reportTests: false },
    allowConsoleColors: process.stdout.isTTY,
    tempDirName: '.reports/stryker',
    // oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- the enum has no value at run time
    logLevel: 'warn' as LogLevel,
  }).runMutationTest();

  const count = (...statuses: readonly string[]): number =>
    results.filter(({ status }) => statuses.includes(status)).length;
  const noticed = count('Killed', 'Timeout');
  const survived = count('Survived', 'NoCoverage');
  return {
    noticed,
    timedOut: count('Timeout'),
    survived,
    notRun: count('NoCoverage'),
    justified: count('Ignored'),
    score: noticed + survived === 0 ? 100 : (100 * noticed) / (noticed + survived),
  };
}

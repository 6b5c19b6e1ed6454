import type { SuiteValues } from './read-options.ts';

type Wanted = {
  readonly suite: string;
  readonly values: SuiteValues;
  /** Where Vitest writes its JSON. */
  readonly report: string;
  /** Whether the providers' published documents are there. */
  readonly published: boolean;
  readonly files: readonly string[];
};

/** For one run of Vitest: the suite as a whole, or these files of it. */
export function vitestArguments({ suite, values, report, published, files }: Wanted): string[] {
  const { shuffle, name } = values;
  return [
    'run',
    '--project',
    suite,
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${report}`,
    '--reporter=scripts/suite/expected-failures-reporter.ts',
    ...(process.env['SUITE_TIMES'] ? ['--reporter=scripts/suite/times-reporter.ts'] : []),
    ...(suite === 'integration' ? ['--reporter=packages/testbed/src/suite/coverage-reporter.ts'] : []),
    ...(shuffle === undefined
      ? []
      : ['--sequence.shuffle.files', '--sequence.shuffle.tests', `--sequence.seed=${shuffle}`]),
    ...(name === undefined ? [] : ['--testNamePattern', name]),
    ...(suite === 'reliability' && values.update === true ? ['--update'] : []),
    ...(suite === 'contract' && !published ? ['--exclude', 'tests/contract/published/**'] : []),
    // A database belongs to one worker, and the target at a URL has one.
    ...(values.target === undefined || values.target === 'self' ? [] : ['--maxWorkers=1']),
    ...files,
  ];
}

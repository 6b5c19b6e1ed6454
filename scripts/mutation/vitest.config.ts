import path from 'node:path';
import { configDefaults, defineConfig } from 'vitest/config';
import base from '../../vitest.config.ts';

/** They read the sources as text, in which Stryker has put all its mutants at once. */
const READERS = ['tests/integration/faults/complete.test.ts'];

const START_OUTSIDE_TESTS = path.join(import.meta.dirname, 'start-outside-tests.ts');

/**
 * The tests that Stryker runs: MUTATION_TESTS is their folder, in tests/unit or tests/integration. Its own option
 * for that, `testFiles`, is left alone: with it version 10.1.1 puts no mutant in place that acts while a module loads.
 */
const folder = process.env['MUTATION_TESTS'] ?? 'tests/unit';
const [, suite] = folder.split('/');
const projects = (base.test?.projects ?? []).flatMap((project) =>
  typeof project === 'object' && 'test' in project && project.test?.name === suite
    ? [
        {
          ...project,
          test: {
            ...project.test,
            include: [`${folder}/**/*.test.ts`],
            exclude: [...configDefaults.exclude, ...READERS],
            setupFiles: [
              ...[project.test.setupFiles ?? []].flat(),
              ...(suite === 'integration' ? [START_OUTSIDE_TESTS] : []),
            ],
          },
        },
      ]
    : [],
);

export default defineConfig({
  ...base,
  root: path.resolve(import.meta.dirname, '../..'),
  test: { ...base.test, projects },
});

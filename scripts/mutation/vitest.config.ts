import path from 'node:path';
import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
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

/** Tests of the folder that the mutant's is named like first, then those that call every operation; faults last, but for a gateway. */
class NearestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const near = /apps\/api\/src\/(\w+)/.exec(process.env['MUTANT_FILE'] ?? '')?.[1];
    const order = [near, near === 'gateways' ? 'faults' : near, 'every-operation', 'system'];
    const rank = ({ moduleId }: TestSpecification): number => {
      const folder = /tests\/integration\/([\w-]+)/.exec(moduleId)?.[1];
      const place = order.indexOf(folder);
      if (place !== -1) return place;
      return order.length + (folder === 'faults' ? 1 : 0);
    };
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other));
  }
}

export default defineConfig({
  ...base,
  root: path.resolve(import.meta.dirname, '../..'),
  test: { ...base.test, projects, sequence: { ...base.test?.sequence, sequencer: NearestFirst } },
});

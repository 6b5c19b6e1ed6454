import { strykerPlugins as runners } from '@stryker-mutator/vitest-runner';

type MutantRun = (options: { readonly sandboxFileName: string }) => Promise<unknown>;
type Runner = { mutantRun: MutantRun };
type Factory = { (injector: unknown): Runner; readonly inject: readonly string[] };

const { factory } = runners[0] as unknown as { readonly factory: Factory };

/**
 * A plugin of Stryker: its Vitest runner, which tells vitest.config.ts beside it in which file the mutant is. One that
 * acts while a module loads is tried against all tests, one file after the other, until one fails.
 */
function nearestFirst(injector: unknown): Runner {
  const runner = factory(injector);
  const mutantRun = runner.mutantRun.bind(runner);
  runner.mutantRun = (options) => {
    process.env['MUTANT_FILE'] = options.sandboxFileName;
    return mutantRun(options);
  };
  return runner;
}
nearestFirst.inject = factory.inject;

export const strykerPlugins = [{ kind: 'TestRunner', name: 'nearest-first', factory: nearestFirst }];

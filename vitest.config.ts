import { affected } from '@topheavy/affected/plugin';
import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';

/** `VITEST_POOL=threads` is there to be measured (pnpm bench suite --dimensions vitest). */
const pool = process.env['VITEST_POOL'] === 'threads' ? 'threads' : 'forks';

export default defineConfig({
  // Every run notes which test runs which function (packages/affected); AFFECTED=off does not.
  plugins: [affected()],
  test: {
    // One process per core for the whole run: importing the app anew for each file costs more
    // than its tests (docs/adr/0007-one-process-per-core.md).
    pool,
    isolate: false,
    // Node runs TypeScript as it is: nothing needs Vite to transform it.
    experimental: { viteModuleRunner: false },
    // Most objects of a request die young: a larger nursery spares moving them. What moves all the same soon dies, too:
    // left alone, the heap grows to four times what lives in it. A thread cannot have such options of its own.
    ...(pool === 'forks' && { execArgv: ['--max-semi-space-size=64', '--heap-growing-percent=50'] }),
    maxWorkers: availableParallelism(),
    // What another process does takes as long as the machine is busy; the test's own time limits it.
    expect: { poll: { timeout: 20_000 } },
    testTimeout: 20_000,
    projects: [
      { extends: true, test: { name: 'unit', include: ['tests/unit/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'contract',
          include: ['tests/contract/**/*.test.ts'],
          globalSetup: ['packages/testbed/src/suite/derive-schemas.ts'],
          tags: [
            { name: 'fake-only', description: 'programs the fakes; cannot run at a live provider' },
            { name: 'unknown-route', description: 'asks for what the contract has no operation for' },
          ],
          // The contract mutation score repeats tests with answers gone wrong (scripts/suite/mutation).
          ...(process.env['MUTATION_DIR'] && { runner: 'scripts/suite/mutation/runner.ts' }),
        },
      },
      { extends: true, test: { name: 'testbed', include: ['tests/testbed/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'affected',
          include: ['tests/affected/**/*.test.ts'],
          // They parse every source of this repository, and start Vitest in projects of their own.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: [
            'tests/integration/**/*.test.ts',
            ...(process.env['LIVED_IN'] ? ['tests/lived-in/**/*.test.ts'] : []),
          ],
          exclude: [
            ...configDefaults.exclude,
            // Against an API in another process, tests that move its clock or look inside cannot run.
            ...(process.env['TARGET'] ? ['**/*.in-process.test.ts'] : []),
            // In a shop with a past, those that say why they cannot run there.
            ...(process.env['LIVED_IN'] ? ['**/*.empty-shop.test.ts'] : []),
          ],
          globalSetup: [
            'packages/testbed/src/suite/derive-schemas.ts',
            'packages/testbed/src/suite/global-setup.ts',
          ],
          // A worker's first test waits for its processes, where there are some.
          ...(process.env['TARGET'] && { testTimeout: 60_000 }),
        },
      },
      {
        extends: true,
        test: {
          name: 'reliability',
          include: ['tests/reliability/**/*.test.ts'],
          globalSetup: ['packages/testbed/src/suite/global-setup.ts'],
          // Processes and servers start and end in these tests.
          testTimeout: 60_000,
        },
      },
    ],
  },
});

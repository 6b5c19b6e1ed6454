import { defineAffected } from '@topheavy/affected';

// oxlint-disable-next-line import/no-default-export -- affected loads it by its default export
export default defineAffected({
  sources: [
    'apps/*/src/**/*.ts',
    'packages/{contracts,domain,testbed}/src/**/*.ts',
    'tests/{unit,contract,integration}/**/*.ts',
  ],
  projects: ['unit', 'contract', 'integration'],
  tests: ['tests/{unit,contract,integration}/**/*.test.ts'],
  // These run in Vitest's own process, before any test.
  everything: [
    'packages/testbed/src/suite/{derive-schemas,global-setup}.ts',
    'packages/testbed/src/postgres/**',
    'apps/api/src/db/migrate.ts',
    'packages/affected/src/{code,record,store}/**',
  ],
  // The gate's schemas are derived from these before any test runs.
  setups: ['packages/contracts/src/**'],
  migrations: ['apps/api/src/db/migrations/*.ts'],
  ignored: [
    '**/*.md',
    '.ci/**',
    '.github/**',
    '.vscode/**',
    'docs/**',
    'proof/**',
    'scripts/**',
    'packages/affected/**',
    'packages/demo/**',
    'tests/{affected,reliability,testbed}/**',
  ],
  // The gate's schemas are derived once and kept: whoever asks them depends on the code that made them.
  rules: [
    {
      files:
        'packages/contracts/{package.json,src/*.ts,src/{derive,schemas,easypost,frankfurter,resend,square,stripe,vatcomply}/**}',
      usersOf: 'packages/contracts/src/gate/**',
    },
  ],
  harnessConnections: ['topheavy-testbed'],
});

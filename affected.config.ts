import { defineAffected } from '@topheavy/affected';

// oxlint-disable-next-line import/no-default-export -- affected loads it by its default export
export default defineAffected({
  sources: ['apps/*/src/**/*.ts', 'packages/*/src/**/*.ts', 'tests/{unit,contract,integration}/**/*.ts'],
  projects: ['unit', 'contract', 'integration'],
  everything: ['packages/testbed/src/suite/global-setup.ts', 'packages/affected/src/record/**'],
  migrations: ['apps/api/src/db/migrations/*.ts'],
  harnessConnections: ['topheavy-testbed'],
});

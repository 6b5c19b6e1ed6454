import path from 'node:path';
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const root = path.resolve(import.meta.dirname, '../..');

/**
 * The exhibit: unit tests in which modules of the API are mocked, as many teams write them, to measure what they see
 * (proof/README.md). Nowhere else is a module mocked; `pnpm check` refuses it below tests/.
 */
export default defineConfig({
  root,
  resolve: { alias: { '#api': path.join(root, 'apps/api/src') } },
  test: {
    name: 'mirage',
    include: ['proof/mirage/**/*.test.ts'],
    // A context for each file, not a thread: the same isolation for two thirds of the time.
    pool: 'vmThreads',
    maxWorkers: availableParallelism(),
    // Each test arranges what its own mocks answer.
    mockReset: true,
    unstubGlobals: true,
  },
});

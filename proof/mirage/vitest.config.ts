import path from 'node:path';
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const root = path.resolve(import.meta.dirname, '../..');

export default defineConfig({
  root,
  resolve: { alias: { '#api': path.join(root, 'apps/api/src') } },
  test: {
    name: 'mirage',
    include: ['proof/mirage/**/*.test.ts'],
    pool: 'threads',
    maxWorkers: availableParallelism(),
    // Each test arranges what its own mocks answer.
    mockReset: true,
    unstubGlobals: true,
  },
});

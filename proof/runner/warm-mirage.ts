import path from 'node:path';
import { createVitest } from 'vitest/node';
import type { Cell } from './layers.ts';
import { cellOfModules } from './test-report.ts';
import { answerWith } from './warm-child.ts';

/** The files in which the copy differs from the checkout; none of them is gone. */
export type AskedMirage = { readonly changed: readonly string[] };

// Runs the unit tests with mocks whose imports lead to what changed in the copy where it was started. Each test file
// loads its modules anew; what Vite made of their text stays, except where it changed.
const folder = process.cwd();
const vitest = await createVitest('test', {
  config: 'proof/mirage/vitest.config.ts',
  watch: false,
  maxWorkers: 1,
  reporters: [{}],
});
let before: readonly string[] = [];

async function answer({ changed }: AskedMirage): Promise<Cell> {
  const startedAt = performance.now();
  for (const file of new Set([...before, ...changed])) vitest.invalidateFile(path.join(folder, file));
  before = changed;
  vitest.config.related = changed.map((file) => path.join(folder, file));
  const specifications = await vitest.getRelevantTestSpecifications();
  const { unhandledErrors } = await vitest.runTestSpecifications(specifications);
  const [error] = unhandledErrors;
  if (error !== undefined) throw new Error('An error outside of any test', { cause: error });
  // Vitest's own answer also has the modules of runs before.
  const modules = specifications.flatMap(({ testModule }) => testModule ?? []);
  return cellOfModules(folder, modules, performance.now() - startedAt);
}

answerWith(answer, () => vitest.close());

import { rm } from 'node:fs/promises';
import path from 'node:path';
import { createVitest } from 'vitest/node';
import type { Cell } from './layers.ts';
import { cellOfReport } from './test-report.ts';
import { answerWith } from './warm-child.ts';

/** The files in which the copy differs from the checkout; none of them is gone. */
export type AskedMirage = { readonly changed: readonly string[] };

// Runs the unit tests with mocks whose imports lead to what changed in the copy where it was started. Each test file
// loads its modules anew; what Vite made of their text stays, except where it changed.
const folder = process.cwd();
const report = '.reports/proof-warm-mirage.json';
const vitest = await createVitest('test', {
  config: 'proof/mirage/vitest.config.ts',
  watch: false,
  maxWorkers: 1,
  reporters: ['json'],
  outputFile: { json: report },
});
let before: readonly string[] = [];

async function answer({ changed }: AskedMirage): Promise<Cell | null> {
  const startedAt = performance.now();
  await rm(path.join(folder, report), { force: true });
  for (const file of new Set([...before, ...changed])) vitest.invalidateFile(path.join(folder, file));
  before = changed;
  vitest.config.related = changed.map((file) => path.join(folder, file));
  const specifications = await vitest.getRelevantTestSpecifications();
  const { unhandledErrors } = await vitest.runTestSpecifications(specifications);
  if (unhandledErrors.length > 0) return null;
  const cell = await cellOfReport(folder, report, { code: 0, ms: performance.now() - startedAt, output: '' });
  return cell.verdict === 'broken' ? null : cell;
}

answerWith(answer, () => vitest.close());

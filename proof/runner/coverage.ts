import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../../scripts/terminal.ts';

/** For Vitest: which lines of the shop a run executes, the same way for every layer. */
export const coverageArguments = (layer: string): string[] => [
  '--coverage',
  '--coverage.provider=v8',
  '--coverage.include=apps/api/src/**/*.ts',
  '--coverage.include=packages/domain/src/**/*.ts',
  '--coverage.reporter=text-summary',
  '--coverage.reporter=json-summary',
  `--coverage.reportsDirectory=${folderOf(layer)}`,
];

/** Share of the lines of apps/api and packages/domain that the layer's last run executed, in percent. */
export async function linesCovered(layer: string): Promise<number> {
  const text = await readFile(path.join(root, folderOf(layer), 'coverage-summary.json'), 'utf8');
  return (JSON.parse(text) as { total: { lines: { pct: number } } }).total.lines.pct;
}

const folderOf = (layer: string): string => `.reports/proof/coverage/${layer}`;

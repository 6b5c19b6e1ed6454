import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../../scripts/terminal.ts';
import type { Measurement } from './measurement.ts';
import type { BenchResult } from './result.ts';
import { nameOf } from './run-bench.ts';
import { median } from './statistics.ts';

/** A ratio of two ways in one result, and the most that it may be. No time: machines differ. */
export type Limit = {
  readonly what: string;
  readonly figure: 'wall' | 'cpu' | 'memory' | 'tests' | 'overhead';
  /** As the report names it. */
  readonly of: string;
  /** None for what is a ratio already. */
  readonly against?: string;
  readonly atMost: number;
};

export async function readBudget(): Promise<readonly Limit[]> {
  const text = await readFile(path.join(root, 'bench/budget.json'), 'utf8');
  return JSON.parse(text) as readonly Limit[];
}

const FIGURES: Readonly<Record<Limit['figure'], (run: Measurement) => number | null>> = {
  wall: ({ wall }) => wall,
  cpu: ({ cpu }) => cpu,
  memory: ({ memory }) => memory,
  tests: ({ phases }) => phases.tests,
  overhead: ({ overhead }) => overhead,
};

/** A line for each limit. One whose ways were not measured is said to be unchecked, and breaks nothing. */
export function checkBudget(
  result: BenchResult,
  limits: readonly Limit[],
): { readonly lines: readonly string[]; readonly kept: boolean } {
  const checked = limits.map((limit) => {
    const figureOf = (way: string): number | null => {
      const runs = result.variants.find((variant) => nameOf(variant) === way)?.runs ?? [];
      const values = runs.map(FIGURES[limit.figure]);
      return values.length === 0 || values.includes(null) ? null : median(values.map(Number));
    };
    const of = figureOf(limit.of);
    const against = limit.against === undefined ? 1 : figureOf(limit.against);
    if (of === null || against === null)
      return {
        line: `not checked  ${limit.what}: ${[limit.of, limit.against ?? []].flat().join(' or ')} was not measured`,
        kept: true,
      };
    const ratio = of / against;
    const kept = ratio <= limit.atMost;
    return {
      line: `${kept ? 'kept  ' : 'BROKEN'}       ${limit.what}: ${ratio.toFixed(2)} × of at most ${limit.atMost} ×`,
      kept,
    };
  });
  return { lines: checked.map(({ line }) => line), kept: checked.every(({ kept }) => kept) };
}

import { availableParallelism } from 'node:os';
import { say } from '../../scripts/terminal.ts';
import { fingerprint } from './fingerprint.ts';
import type { Measurement } from './measurement.ts';
import type { BenchResult } from './result.ts';
import { RedSuite, runVariant } from './run-variant.ts';
import { BASELINE, DIMENSIONS, type Variant } from './variants.ts';

export type BenchOptions = {
  /** The first is what the others are compared with. */
  readonly variants: readonly [Variant, ...Variant[]];
  readonly runs: number;
  readonly filters: readonly string[];
};

/** What another machine may lack. */
const LACKING = /^.*(?:needs a Docker engine|The image .* cannot be had).*$/m;

/** Of a way in which tests fail that pass otherwise. */
export const RED = 'the suite is red in this way';

/**
 * Runs each way so many times, all in turns: what disturbs this machine for a while disturbs all of them. One that
 * cannot be measured spoils no other.
 * @throws when the first one cannot be measured: then there is nothing to compare with
 */
export async function runBench({ variants, runs, filters }: BenchOptions): Promise<BenchResult> {
  const measured = new Map<Variant, Measurement[]>(variants.map((variant) => [variant, []]));
  const lacking = new Map<Variant, string>();
  if (runs > 1) {
    // The first run after other work finds nothing in memory: it counts for nobody.
    const { wall } = await runVariant(variants[0], filters);
    say(`  warm-up ${wall.toFixed(1).padStart(35)} s`);
  }
  const startedAt = performance.now();
  let done = 0;
  for (let round = 1; round <= runs; round += 1) {
    // There and back again: nobody is always after the same neighbour.
    for (const variant of round % 2 === 1 ? variants : variants.toReversed()) {
      done += 1;
      if (lacking.has(variant)) continue;
      try {
        const one = await runVariant(variant, filters);
        measured.get(variant)?.push(one);
        const left = ((performance.now() - startedAt) / 1000 / done) * (runs * variants.length - done);
        say(
          `  ${round}/${runs}  ${nameOf(variant).padEnd(28)} ${one.wall.toFixed(1).padStart(6)} s   ${duration(left)} left`,
        );
      } catch (error) {
        const words = error instanceof Error ? error.message : String(error);
        if (variant === variants[0]) throw error;
        const reason = LACKING.exec(words)?.[0].trim() ?? (error instanceof RedSuite ? RED : undefined);
        if (reason === undefined) throw error;
        lacking.set(variant, reason);
        say(
          `  ${round}/${runs}  ${nameOf(variant).padEnd(28)} is not measured: ${reason === RED ? words : reason}`,
        );
      }
    }
  }
  return {
    format: 'topheavy bench suite 1',
    at: new Date().toISOString(),
    machine: await fingerprint(),
    filters,
    variants: variants.map((variant) => ({
      dimension: variant.dimension,
      name: variant.name,
      runs: lacking.has(variant) ? [] : (measured.get(variant) ?? []),
      unavailable: lacking.get(variant) ?? null,
    })),
  };
}

export const variantsOf = (names: readonly string[]): Variant[] =>
  DIMENSIONS.filter(({ name }) => names.includes(name)).flatMap((dimension) =>
    dimension.variants({ workers: availableParallelism(), databaseUrl: process.env['DATABASE_URL'] }),
  );

export const nameOf = ({ dimension, name }: { dimension: string; name: string }): string =>
  dimension === BASELINE.dimension ? name : `${dimension}: ${name}`;

const duration = (seconds: number): string =>
  seconds < 90 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;

import { readFile } from 'node:fs/promises';
import type { Fingerprint } from './fingerprint.ts';
import type { Measurement } from './measurement.ts';

/** All runs of one variant, in the order in which they took turns with the others. */
export type VariantRuns = {
  readonly dimension: string;
  readonly name: string;
  readonly runs: readonly Measurement[];
  /** Why there are none: no Docker engine, for example. */
  readonly unavailable: string | null;
};

export type BenchResult = {
  readonly format: 'topheavy bench suite 1';
  readonly at: string;
  readonly machine: Fingerprint;
  /** Which tests: file filters, none for the whole suite. */
  readonly filters: readonly string[];
  readonly variants: readonly VariantRuns[];
};

/** @throws when the file is not what `pnpm bench suite --json` wrote */
export async function readResult(file: string): Promise<BenchResult> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new Error(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  });
  const wrong = new Error(`${file} was not written by pnpm bench suite --json FILE`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw wrong;
  }
  const result = value as Partial<BenchResult> | null;
  if (result?.format !== 'topheavy bench suite 1' || !Array.isArray(result.variants)) throw wrong;
  return result as BenchResult;
}

export type Runs = { readonly runs: readonly Pick<Measurement, 'wall' | 'cpu'>[] };

export const walls = ({ runs }: Runs): number[] => runs.map(({ wall }) => wall);

/** Null where one of the runs does not know. */
export function cpus({ runs }: Runs): number[] | null {
  const known = runs.flatMap(({ cpu }) => (cpu === null ? [] : [cpu]));
  return known.length === runs.length ? known : null;
}

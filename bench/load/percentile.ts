/** Nearest rank: the smallest value that at least `percent` of all values do not exceed. NaN of nothing. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const rank = Math.max(1, Math.ceil((percent / 100) * sorted.length));
  return sorted[rank - 1] ?? Number.NaN;
}

export type Latencies = {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
};

export const latencies = (valuesMs: readonly number[]): Latencies => ({
  count: valuesMs.length,
  p50: percentile(valuesMs, 50),
  p95: percentile(valuesMs, 95),
  p99: percentile(valuesMs, 99),
  max: percentile(valuesMs, 100),
});

import type { Measurement, Phases } from './measurement.ts';
import { cpus, walls, type BenchResult, type Runs, type VariantRuns } from './result.ts';
import { nameOf } from './run-bench.ts';
import { compareTimes, median, type Compared, type Comparison } from './statistics.ts';

/** The medians of all runs of one way. */
export type Row = {
  readonly name: string;
  readonly runs: number;
  readonly wall: number;
  readonly fastest: number;
  readonly slowest: number;
  readonly cpu: number | null;
  readonly memory: number | null;
  readonly test: { readonly p50: number; readonly p95: number; readonly p99: number; readonly max: number };
  /** Against the baseline; null for itself. */
  readonly compared: Compared | null;
  readonly unavailable: string | null;
};

export function rowsOf(result: BenchResult): Row[] {
  const [baseline] = result.variants;
  return result.variants.map((variant) => ({
    name: nameOf(variant),
    runs: variant.runs.length,
    wall: median(walls(variant)),
    fastest: Math.min(...walls(variant)),
    slowest: Math.max(...walls(variant)),
    cpu: medianOf(variant, ({ cpu }) => cpu),
    memory: medianOf(variant, ({ memory }) => memory),
    test: {
      p50: medianOf(variant, ({ test }) => test.p50) ?? Number.NaN,
      p95: medianOf(variant, ({ test }) => test.p95) ?? Number.NaN,
      p99: medianOf(variant, ({ test }) => test.p99) ?? Number.NaN,
      max: medianOf(variant, ({ test }) => test.max) ?? Number.NaN,
    },
    compared:
      baseline === undefined || variant === baseline || variant.runs.length === 0
        ? null
        : compareRuns(baseline, variant),
    unavailable: variant.unavailable,
  }));
}

export function compareRuns(before: Runs, after: Runs): Compared {
  const [first, second] = [cpus(before), cpus(after)];
  return {
    wall: compareTimes(walls(before), walls(after)),
    cpu: first === null || second === null ? null : compareTimes(first, second),
  };
}

function medianOf({ runs }: VariantRuns, of: (run: Measurement) => number | null): number | null {
  const values = runs.map(of);
  return values.some((value) => value === null) || values.length === 0 ? null : median(values.map(Number));
}

const figure = (value: number | null, digits: number): string =>
  value === null || !Number.isFinite(value) ? 'not known' : value.toFixed(digits);

export const comparedText = ({ wall, cpu }: Compared): string =>
  `wall ${comparisonText(wall)}${cpu === null ? '' : `; CPU ${comparisonText(cpu)}`}`;

/** `1.18 × (1.15 to 1.21), slower`. */
function comparisonText({ ratio, interval, verdict }: Comparison): string {
  const bounds = interval === null ? '' : ` (${interval.map((bound) => bound.toFixed(2)).join(' to ')})`;
  return `${ratio.toFixed(2)} ×${bounds}, ${verdict}`;
}

/** What a run consists of, in the order in which it happens. */
export const PHASES: readonly (readonly [keyof Phases, string])[] = [
  ['start', 'start of Vitest'],
  ['server', 'server'],
  ['template', 'migrations, template'],
  ['databases', 'clone for each worker'],
  ['worker', 'start of a worker'],
  ['import', 'import, all workers'],
  ['tests', 'tests, all workers'],
  ['teardown', 'teardown'],
];

export function medianPhases({ runs }: VariantRuns): Phases {
  const of = (name: keyof Phases): number => median(runs.map(({ phases }) => phases[name]));
  return Object.fromEntries(PHASES.map(([name]) => [name, of(name)])) as Phases;
}

export const medianOverhead = ({ runs }: VariantRuns): number => median(runs.map(({ overhead }) => overhead));

export const machineText = ({ machine }: BenchResult): string =>
  `${machine.processor}, ${machine.cores} cores, ${machine.memoryGiB} GiB, ${machine.system}; Node ${machine.node}, Vitest ${machine.vitest}, commit ${machine.commit}${machine.changed ? ' with changes' : ''}`;

/** What `pnpm bench suite` prints. */
export function textReport(result: BenchResult): string {
  const [baseline] = result.variants;
  const first = baseline?.runs.at(-1);
  if (baseline === undefined || first === undefined) return 'Nothing was measured.';
  const phases = medianPhases(baseline);
  return [
    `${first.passed} tests, ${baseline.runs.length} runs of each way, in turns; medians`,
    machineText(result),
    '',
    `${'way'.padEnd(28)}  wall s (fastest to slowest)   CPU s  memory MiB   test ms p50   p95   p99    max   against the first`,
    ...rowsOf(result).map(rowText),
    '',
    'Where the first one’s time goes, seconds',
    ...PHASES.map(([name, label]) => `  ${label.padEnd(24)}${phases[name].toFixed(2).padStart(8)}`),
    `Each test: ${first.requestsPerTest.toFixed(1)} requests, ${first.statementsPerTest.toFixed(1)} statements of the API`,
    `Overhead: the tests take ${medianOverhead(baseline).toFixed(2)} × the time in which a request of theirs is under way`,
    '',
    'Its slowest tests, ms',
    ...first.slowest.map(({ name, ms }) => `  ${ms.toFixed(0).padStart(6)}  ${name}`),
  ].join('\n');
}

function rowText(row: Row): string {
  if (row.unavailable !== null) return `${row.name.padEnd(28)}  not measured: ${row.unavailable}`;
  const { p50, p95, p99, max } = row.test;
  const wall = `${figure(row.wall, 2)} (${figure(row.fastest, 2)} to ${figure(row.slowest, 2)})`;
  return [
    row.name.padEnd(28),
    wall.padEnd(28),
    figure(row.cpu, 1).padStart(7),
    figure(row.memory, 0).padStart(11),
    figure(p50, 1).padStart(13),
    figure(p95, 0).padStart(5),
    figure(p99, 0).padStart(5),
    figure(max, 0).padStart(6),
    ` ${row.compared === null ? '' : comparedText(row.compared)}`,
  ].join(' ');
}

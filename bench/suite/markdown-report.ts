import type { BenchResult } from './result.ts';
import { comparedText, machineText, rowsOf } from './text-report.ts';

/** A table, for the page of a CI job and for docs/benchmark.md. */
export function markdownReport(result: BenchResult): string {
  const [baseline] = result.variants;
  const tests = baseline?.runs[0]?.passed ?? 0;
  const rows = rowsOf(result).map((row) =>
    row.unavailable === null
      ? [
          row.name,
          `${row.wall.toFixed(2)} (${row.fastest.toFixed(2)} to ${row.slowest.toFixed(2)})`,
          row.cpu?.toFixed(1) ?? '',
          row.memory?.toFixed(0) ?? '',
          [row.test.p50, row.test.p95, row.test.p99].map((ms) => ms.toFixed(0)).join(' / '),
          row.compared === null ? '' : comparedText(row.compared),
        ]
      : [row.name, `not measured: ${row.unavailable}`, '', '', '', ''],
  );
  const head = [
    'way',
    'wall s (fastest to slowest)',
    'CPU s',
    'memory MiB',
    'test ms p50 / p95 / p99',
    'against the first',
  ];
  return [
    `${tests} tests, ${baseline?.runs.length ?? 0} runs of each way in turns, medians. ${machineText(result)}, ${result.at.slice(0, 10)}.`,
    '',
    line(head),
    line(head.map(() => '---')),
    ...rows.map(line),
    '',
  ].join('\n');
}

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

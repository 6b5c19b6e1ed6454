import { walls, type BenchResult } from './result.ts';
import { nameOf } from './run-bench.ts';
import { median } from './statistics.ts';
import { comparedText, compareRuns, machineText } from './text-report.ts';

/** Two results side by side: each way that both have measured. */
export function compareResults(before: BenchResult, after: BenchResult): string {
  const rows = before.variants.flatMap((old) => {
    const now = after.variants.find(
      ({ dimension, name }) => dimension === old.dimension && name === old.name,
    );
    if (now === undefined || now.runs.length === 0 || old.runs.length === 0) return [];
    return [
      `${nameOf(old).padEnd(28)}${median(walls(old)).toFixed(2).padStart(9)}${median(walls(now)).toFixed(2).padStart(9)}   ${comparedText(compareRuns(old, now))}`,
    ];
  });
  if (rows.length === 0) return 'The two have no way of running the suite in common.';
  return [
    `before: ${machineText(before)}`,
    `after:  ${machineText(after)}`,
    ...warnings(before, after).map((warning) => `Attention: ${warning}`),
    '',
    `${'way'.padEnd(28)}${'before s'.padStart(9)}${'after s'.padStart(9)}   after against before`,
    ...rows,
  ].join('\n');
}

/** What makes two results answers to different questions. */
export function warnings(before: BenchResult, after: BenchResult): string[] {
  const [old, now] = [before.machine, after.machine];
  const differs = (['processor', 'cores', 'memoryGiB', 'system'] as const).filter(
    (name) => old[name] !== now[name],
  );
  const tests = [before, after].map(({ variants }) => variants[0]?.runs[0]?.passed ?? 0);
  return [
    ...(differs.length === 0 ? [] : [`these are two machines: they differ in ${differs.join(', ')}.`]),
    ...(before.filters.join() === after.filters.join() ? [] : ['these are other tests: the filters differ.']),
    ...(tests[0] === tests[1] ? [] : [`${tests[0]} tests before, ${tests[1]} after.`]),
  ];
}

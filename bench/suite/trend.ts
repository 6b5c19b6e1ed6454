import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { lines } from './charts.ts';
import { escaped } from './escaped.ts';
import { STYLE } from './html-report.ts';
import { readResult, type BenchResult } from './result.ts';
import { medianOverhead, rowsOf } from './text-report.ts';

/** The suite as it was at one time. */
export type Point = {
  /** Such as `2026-11-21`. */
  readonly day: string;
  readonly commit: string;
  readonly machine: string;
  /** Another machine than the point before: their times cannot be compared. */
  readonly moved: boolean;
  readonly tests: number;
  readonly wall: number;
  readonly cpu: number | null;
  readonly overhead: number;
};

/** Every result in the folder, the oldest first. @throws when a .json file in it is none, or there is none */
export async function readHistory(folder: string): Promise<BenchResult[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    throw new Error(`${folder} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  });
  const files = names.filter((name) => name.endsWith('.json'));
  if (files.length === 0) throw new Error(`${folder} holds no file that pnpm bench suite --json wrote`);
  const results = await Promise.all(files.map((name) => readResult(path.join(folder, name))));
  return results.toSorted((one, other) => (one.at < other.at ? -1 : 1));
}

export function pointsOf(results: readonly BenchResult[]): Point[] {
  const machineOf = ({ machine }: BenchResult): string =>
    `${machine.processor}, ${machine.cores} cores, ${machine.memoryGiB} GiB`;
  return results.flatMap((result, index) => {
    const [baseline] = result.variants;
    const [row] = rowsOf(result);
    const last = baseline?.runs.at(-1);
    if (baseline === undefined || row === undefined || last === undefined) return [];
    const before = results[index - 1];
    return {
      day: result.at.slice(0, 10),
      commit: result.machine.commit,
      machine: machineOf(result),
      moved: before !== undefined && machineOf(before) !== machineOf(result),
      tests: last.passed,
      wall: row.wall,
      cpu: row.cpu,
      overhead: medianOverhead(baseline),
    };
  });
}

/** A line for each time, for people. */
export const trendText = (points: readonly Point[]): string =>
  [
    'day          commit     tests   wall s    CPU s   overhead',
    ...points.map(
      ({ day, commit, moved, machine, tests, wall, cpu, overhead }) =>
        `${day.padEnd(12)} ${commit.padEnd(9)} ${String(tests).padStart(6)} ${wall.toFixed(1).padStart(8)} ${(cpu?.toFixed(1) ?? '–').padStart(8)} ${`${overhead.toFixed(2)} ×`.padStart(10)}${moved ? `   from here on ${machine}` : ''}`,
    ),
  ].join('\n');

/** One page with everything in it. */
export function trendPage(points: readonly Point[]): string {
  const chart = (title: string, unit: string, of: (point: Point) => number | null): string =>
    `<h2>${title}</h2>
<figure>${lines(points.map((point) => ({ name: point.day, value: of(point), isNew: point.moved })))}
<figcaption>${unit} A hollow point is the first on another machine: across it, nothing can be compared.</figcaption></figure>`;
  const rows = points.map(
    ({ day, commit, machine, tests, wall, cpu, overhead }) =>
      `<tr><td>${escaped(day)}</td><td>${escaped(commit)}</td><td>${tests}</td><td>${wall.toFixed(1)}</td><td>${cpu?.toFixed(1) ?? 'not known'}</td><td>${overhead.toFixed(2)} ×</td><td class="words">${escaped(machine)}</td></tr>`,
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>The suite’s runtime over time</title>
<style>${STYLE}</style>
<h1>The suite’s runtime over time</h1>
${chart('Milliseconds of CPU for each test', 'Of all processes, what a run itself takes included.', ({ cpu, tests }) => (cpu === null ? null : (1000 * cpu) / tests))}
${chart('Overhead', 'The tests’ time against the time in which a request of theirs is under way.', ({ overhead }) => overhead)}
<h2>All of them</h2>
<div class="scroll"><table>
<tr><th>day</th><th>commit</th><th>tests</th><th>wall s</th><th>CPU s</th><th>overhead</th><th class="words">machine</th></tr>
${rows.join('\n')}
</table></div>
</html>
`;
}

import { bars, stack } from './charts.ts';
import { escaped } from './escaped.ts';
import type { BenchResult } from './result.ts';
import {
  comparedText,
  machineText,
  medianOverhead,
  medianPhases,
  PHASES,
  rowsOf,
  type Row,
} from './text-report.ts';

/** Of every page of the bench. */
export const STYLE = `
  :root { color-scheme: light dark; --ink: #1d2430; --faint: #667; --line: #d5dae3; --page: #fff; --bar: #2f6fde; --soft: #a9c4f5; }
  @media (prefers-color-scheme: dark) {
    :root { --ink: #e6e9f0; --faint: #99a; --line: #394050; --page: #14171d; --bar: #6ea0ff; --soft: #2c4a80; }
  }
  body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--page); margin: 0 auto; padding: 1.5rem 1rem 4rem; max-width: 78rem; }
  h1 { font-size: 1.6rem; line-height: 1.2; } h2 { font-size: 1.15rem; margin-top: 2.5rem; }
  p.faint, figcaption { color: var(--faint); font-size: .9rem; }
  figure { margin: 0; overflow-x: auto; } svg { width: 100%; min-width: 36rem; max-width: 62rem; height: auto; display: block; }
  .scroll { overflow-x: auto; margin-top: 1rem; }
  table { border-collapse: collapse; width: 100%; font-size: .92rem; font-variant-numeric: tabular-nums; }
  th, td { text-align: right; padding: .35rem .6rem; border-bottom: 1px solid var(--line); white-space: nowrap; }
  th:first-child, td:first-child, td.words, th.words { text-align: left; }
  td.words { white-space: normal; min-width: 21rem; }
`;

/** One page with everything in it: nothing is loaded from anywhere. */
export function htmlReport(result: BenchResult): string {
  const rows = rowsOf(result);
  const [baseline] = result.variants;
  const first = baseline?.runs.at(-1);
  if (baseline === undefined || first === undefined) throw new Error('A result without runs makes no page.');
  const phases = medianPhases(baseline);
  const measured = rows.filter(({ unavailable }) => unavailable === null);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>The suite’s runtime</title>
<style>${STYLE}</style>
<h1>${first.passed} integration tests in ${(rows[0]?.wall ?? Number.NaN).toFixed(1)} s</h1>
<p class="faint">Median of ${baseline.runs.length} runs of the whole process, server included. ${escaped(machineText(result))}. ${escaped(result.at.slice(0, 16).replace('T', ' '))} UTC.</p>
<h2>Each way of running it</h2>
<figure>${bars(measured.map(({ name, wall, fastest, slowest }) => ({ name, value: wall, low: fastest, high: slowest })))}
<figcaption>Wall seconds: the bar is the median, the line goes from the fastest run to the slowest.</figcaption></figure>
<div class="scroll"><table>
<tr><th>way</th><th>wall s</th><th>fastest</th><th>slowest</th><th>CPU s</th><th>memory MiB</th><th>test p50 ms</th><th>p95</th><th>p99</th><th>max</th><th class="words">against the first</th></tr>
${rows.map(tableRow).join('\n')}
</table></div>
<p class="faint">Faster and slower are said when enough of the fastest runs are all of one way (Rosenbaum’s test, exact, at 5 %), and not of differences below 3 %; the ratio is that of the fastest runs, with its interval at 95 %.</p>
<h2>Where the time goes</h2>
<figure>${stack(PHASES.map(([name, label]) => ({ name: label, value: phases[name] })))}
<figcaption>Of “${escaped(rows[0]?.name ?? '')}”. Import and tests are those of all workers, who do them side by side. A test makes ${first.requestsPerTest.toFixed(1)} requests and the API sends ${first.statementsPerTest.toFixed(1)} statements for it; it takes ${medianOverhead(baseline).toFixed(2)} × the time in which a request of its is under way.</figcaption></figure>
<h2>The slowest tests</h2>
<div class="scroll"><table>
<tr><th class="words">test</th><th>ms</th></tr>
${first.slowest.map(({ name, ms }) => `<tr><td class="words">${escaped(name)}</td><td>${ms.toFixed(0)}</td></tr>`).join('\n')}
</table></div>
</html>
`;
}

function tableRow(row: Row): string {
  if (row.unavailable !== null)
    return `<tr><td>${escaped(row.name)}</td><td class="words" colspan="10">not measured: ${escaped(row.unavailable)}</td></tr>`;
  const known = (value: number | null, digits: number): string =>
    value === null ? 'not known' : value.toFixed(digits);
  const figures = [
    row.wall.toFixed(2),
    row.fastest.toFixed(2),
    row.slowest.toFixed(2),
    known(row.cpu, 1),
    known(row.memory, 0),
    row.test.p50.toFixed(1),
    row.test.p95.toFixed(0),
    row.test.p99.toFixed(0),
    row.test.max.toFixed(0),
  ];
  const words = row.compared === null ? '' : comparedText(row.compared);
  return `<tr><td>${escaped(row.name)}</td>${figures.map((figure) => `<td>${figure}</td>`).join('')}<td class="words">${escaped(words)}</td></tr>`;
}

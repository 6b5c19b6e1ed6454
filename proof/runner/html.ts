import { escaped } from '../../bench/suite/escaped.ts';
import { linesChart, secondsChart } from './charts.ts';
import { LAYER_TITLES, LAYERS, SHORT_TITLES, type Cell, type Layer } from './layers.ts';
import type { Facts } from './page.ts';
import type { Patch } from './patches.ts';
import { STYLE } from './style.ts';
import type { LayerSummary } from './summary.ts';
import type { Row } from './try-patches.ts';

/** The same as one file that needs no network: summary, charts, and every patch with its story. */
export function htmlPage({ date, commit, complete, summary, rows }: Facts): string {
  const bugs = rows.filter(({ patch }) => patch.kind === 'bug');
  const refactorings = rows.filter(({ patch }) => patch.kind === 'refactoring');
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Topheavy: which tests see which bugs</title>
<style>${STYLE}</style>
<h1>Which tests see which bugs</h1>
<p class="soft">${date}, commit ${commit}: ${bugs.length} bugs and ${refactorings.length} refactorings, each tried against every layer of tests.${complete ? '' : ' Not all of them: a part was asked for.'}</p>
<table>
<thead><tr><th scope="col">layer</th>${COLUMNS.map((title) => `<th scope="col">${title}</th>`).join('')}</tr></thead>
<tbody>
${summary.map(summaryRow).join('\n')}
</tbody>
</table>
<p class="soft">Seconds and tests are of the whole layer; lines are those of the API and the domain that it runs.</p>
<div class="charts">
${linesChart(summary)}
${secondsChart(summary)}
</div>
<h2>Bugs</h2>
<p>A layer that goes red sees the bug. A name opens its story.</p>
${list('bug', bugs)}
<h2>Refactorings</h2>
<p>Nothing changed for anybody who calls the API: a layer that goes red fails somebody who did nothing wrong.</p>
${list('refactoring', refactorings)}
</html>
`;
}

const COLUMNS = ['bugs caught', 'refactorings failed', 'lines', 'tests', 'seconds'] as const;

function summaryRow(one: LayerSummary): string {
  const { layer, bugsCaught, bugs, refactoringsFailed, refactorings, lines, tests, seconds } = one;
  const percent = bugs === 0 ? 0 : Math.round((100 * bugsCaught) / bugs);
  const cells = [
    `${bugsCaught} of ${bugs}<span class="bar"><i style="width:${percent}%"></i></span>`,
    `${refactoringsFailed} of ${refactorings}`,
    lines === null ? '' : `${lines} %`,
    tests === null || tests === 0 ? '' : tests.toLocaleString('en'),
    seconds === null ? '' : String(seconds),
  ];
  const tds = cells.map((text, index) => `<td data-of="${COLUMNS[index]}">${text}</td>`);
  return `<tr><th scope="row">${LAYER_TITLES[layer]}</th>${tds.join('')}</tr>`;
}

const list = (kind: Patch['kind'], rows: readonly Row[]): string =>
  rows.length === 0
    ? '<p class="soft">None was tried.</p>'
    : `<div style="--layers:${LAYERS.length}">
<div class="head" aria-hidden="true"><span></span>${LAYERS.map((layer) => `<span>${SHORT_TITLES[layer]}</span>`).join('')}</div>
${rows.map((row) => entry(kind, row)).join('\n')}
</div>`;

function entry(kind: Patch['kind'], { patch, cells }: Row): string {
  const marks = LAYERS.map((layer) => mark(kind, layer, cells[layer]));
  const story = escaped(patch.story.replace(/^# .*\n+/, '').trim()).replaceAll(/\n\s*\n/g, '</p><p>');
  const found = LAYERS.filter((layer) => cells[layer].verdict !== 'green').map(
    (layer) => `<li>${LAYER_TITLES[layer]}: ${escaped(cells[layer].what)}</li>`,
  );
  return `<details><summary><b>${escaped(patch.name)}</b>${marks.join('')}</summary>
<div class="story"><p><strong>${escaped(patch.summary)}</strong></p><p>${story}</p>${found.length === 0 ? '' : `<ul>${found.join('')}</ul>`}</div></details>`;
}

function mark(kind: Patch['kind'], layer: Layer, { verdict, failed, ran }: Cell): string {
  const name = `<em>${SHORT_TITLES[layer]}</em>`;
  if (verdict === 'green') return `<span class="cell">${name}–</span>`;
  if (verdict === 'broken') return `<span class="cell failed">${name}broken</span>`;
  if (kind === 'bug') return `<span class="cell seen">${name}seen</span>`;
  return `<span class="cell failed">${name}${ran > 1 ? `${failed} red` : 'red'}</span>`;
}

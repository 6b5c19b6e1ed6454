import { LAYER_TITLES, LAYERS, type Layer } from './layers.ts';
import type { Facts } from './page.ts';
import { wordOf, type LayerSummary } from './summary.ts';

/** The same as one file that needs no network: table, stories and a chart; for a phone and a projector. */
export function htmlPage({ date, commit, mirageCoverage, summary, rows }: Facts): string {
  const body = rows.map(({ patch, cells }) => {
    const tds = LAYERS.map((layer) => {
      const good = (cells[layer].verdict === 'red') === (patch.kind === 'bug');
      const title = escape(cells[layer].what);
      return `<td class="${good ? 'good' : 'bad'}" title="${title}">${wordOf(cells[layer])}</td>`;
    });
    const story = escape(patch.story.replace(/^# .*\n+/, ''));
    return `<tr><th scope="row"><details><summary>${patch.name}</summary><p>${story.replaceAll('\n\n', '</p><p>')}</p></details></th>${tds.join('')}</tr>`;
  });
  const half = (kind: 'bug' | 'refactoring') =>
    body.filter((_, index) => rows[index]?.patch.kind === kind).join('\n');
  const head = `<tr><th></th>${LAYERS.map((layer) => `<th scope="col">${LAYER_TITLES[layer]}</th>`).join('')}</tr>`;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Topheavy: which tests see which bugs</title>
<style>
  :root { color-scheme: light dark; font: clamp(16px, 1.1vw + 8px, 24px) / 1.5 system-ui, sans-serif }
  body { margin: 0 auto; max-width: 75em; padding: 1em }
  .wide { overflow-x: auto }
  table { border-collapse: collapse; width: 100% }
  th, td { border-bottom: 1px solid #8884; padding: .3em .5em; text-align: left; vertical-align: top }
  td { white-space: nowrap }
  .good { background: #2a84 } .bad { background: #d334 }
  details p { font-weight: normal; max-width: 40em }
  svg { max-width: 40em; width: 100% } svg text { fill: currentColor; font-size: 4px }
</style>
<h1>Which tests see which bugs</h1>
<p>${date}, commit ${commit}.${mirageCoverage === null ? '' : ` The unit tests with mocks run ${mirageCoverage} % of the lines of the API.`}</p>
<div class="wide"><table>
<tr><th>Layer</th><th>bugs caught</th><th>refactorings failed</th><th>tests</th><th>seconds</th></tr>
${summary.map((one) => `<tr><th scope="row">${LAYER_TITLES[one.layer]}</th><td>${one.bugsCaught} of ${one.bugs}</td><td>${one.refactoringsFailed} of ${one.refactorings}</td><td>${one.tests}</td><td>${one.seconds}</td></tr>`).join('\n')}
</table></div>
<h2>Seconds against bugs caught</h2>
${chart(summary)}
<h2>Bugs</h2>
<p>Green is good: the layer goes red. A name opens its story; a cell says what went red.</p>
<div class="wide"><table>${head}${half('bug')}</table></div>
<h2>Refactorings</h2>
<p>Green is good: nothing changed for a caller, and the layer stays green.</p>
<div class="wide"><table>${head}${half('refactoring')}</table></div>
</html>
`;
}

function chart(summary: readonly LayerSummary[]): string {
  const most = Math.max(1, ...summary.map(({ seconds }) => seconds));
  const points = summary.map(({ layer, seconds, bugsCaught, bugs }, index) => {
    const x = 8 + (80 * seconds) / most;
    const y = 50 - (40 * bugsCaught) / Math.max(1, bugs);
    // Names of layers that lie close together must not cover each other.
    return `<circle cx="${x}" cy="${y}" r="1.5" fill="currentColor"/><text x="${Math.min(x, 60)}" y="${y - 3 - (index % 2) * 4}">${SHORT[layer]} ${bugsCaught}/${bugs}</text>`;
  });
  return `<svg viewBox="0 0 100 60" role="img" aria-label="Seconds against bugs caught">
<path d="M8 5V50H95" fill="none" stroke="currentColor" stroke-width=".4"/>
<text x="60" y="57">seconds, up to ${most}</text>${points.join('')}</svg>`;
}

const SHORT: Readonly<Record<Layer, string>> = {
  types: 'types',
  mirage: 'mocks',
  unit: 'domain',
  contract: 'contract',
  integration: 'integration',
};

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

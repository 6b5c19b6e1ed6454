import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { formatted } from '../../scripts/docs/formatted.ts';
import { root } from '../../scripts/terminal.ts';
import { asFile, bars, stack } from './charts.ts';
import { markdownReport } from './markdown-report.ts';
import type { BenchResult } from './result.ts';
import { medianOverhead, medianPhases, PHASES, rowsOf } from './text-report.ts';

const PAGE = 'docs/benchmark.md';
const CHARTS = 'docs/benchmark';

/**
 * Writes what was measured into docs/benchmark.md, each dimension into its own place, with a chart beside it.
 * Answers which places those are; figures of other dimensions stay as they are.
 */
export async function updateDocs(result: BenchResult): Promise<string[]> {
  await mkdir(path.join(root, CHARTS), { recursive: true });
  let page = await readFile(path.join(root, PAGE), 'utf8');
  const written: string[] = [];
  const put = async (place: string, chart: string, text: string): Promise<void> => {
    await writeFile(path.join(root, CHARTS, `${place}.svg`), asFile(chart));
    page = withFigures(page, place, `![${place}](benchmark/${place}.svg)\n\n${text}`);
    written.push(place);
  };
  const [baseline, ...others] = result.variants;
  if (baseline === undefined || baseline.runs.length === 0) throw new Error('Nothing was measured.');
  const phases = medianPhases(baseline);
  const only = { ...result, variants: [baseline] };
  const parts = PHASES.map(([name, label]) => ({ name: label, value: phases[name] }));
  const overhead = `The tests take ${medianOverhead(baseline).toFixed(2)} × the time in which a request of theirs is under way.`;
  await put('baseline', stack(parts), `${markdownReport(only)}\n${overhead}`);
  for (const [dimension, variants] of Map.groupBy(others, (variant) => variant.dimension)) {
    const measured = { ...result, variants: [baseline, ...variants] };
    const rows = rowsOf(measured).filter(({ unavailable }) => unavailable === null);
    const chart = bars(
      rows.map(({ name, wall, fastest, slowest }) => ({ name, value: wall, low: fastest, high: slowest })),
    );
    await put(dimension, chart, markdownReport(measured));
  }
  await writeFile(path.join(root, PAGE), formatted(PAGE, page));
  return written;
}

/**
 * The page with these figures in the place that two comments mark.
 * @throws when the page has no such place
 */
export function withFigures(page: string, place: string, figures: string): string {
  const [start, end] = [`<!-- measured: ${place} -->`, `<!-- /measured: ${place} -->`];
  const [from, to] = [page.indexOf(start), page.indexOf(end)];
  if (from === -1 || to < from) throw new Error(`${PAGE} has no place for ${place}: ${start} … ${end}`);
  return `${page.slice(0, from + start.length)}\n\n${figures.trim()}\n\n${page.slice(to)}`;
}

import { escaped } from './escaped.ts';

const WIDTH = 900;
const LABELS = 210;
const FIGURES = 80;
const ROW = 30;

export type Bar = {
  readonly name: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
};

/** A bar for each value with a line from the lowest to the highest, as SVG that follows the page's colours. */
export function bars(all: readonly Bar[]): string {
  const most = Math.max(...all.map(({ high }) => high));
  const x = (value: number): number => LABELS + (value / most) * (WIDTH - LABELS - FIGURES);
  const rows = all.map(({ name, value, low, high }, index) => {
    const top = index * ROW;
    const middle = top + ROW / 2;
    return `<text x="${LABELS - 10}" y="${middle + 5}" text-anchor="end">${escaped(name)}</text>
<rect x="${LABELS}" y="${top + 6}" width="${fixed(x(value) - LABELS)}" height="${ROW - 12}" rx="2" fill="var(--bar)"/>
<line x1="${fixed(x(low))}" x2="${fixed(x(high))}" y1="${middle}" y2="${middle}" stroke="var(--ink)" stroke-width="2"/>
<text x="${fixed(x(high) + 8)}" y="${middle + 5}">${value.toFixed(1)} s</text>`;
  });
  return svg(all.length * ROW, rows);
}

/** A row for each part of a whole, each beginning where the one above it ends. */
export function stack(parts: readonly { readonly name: string; readonly value: number }[]): string {
  const whole = parts.reduce((sum, { value }) => sum + value, 0);
  const x = (value: number): number => LABELS + (value / whole) * (WIDTH - LABELS - FIGURES);
  let from = 0;
  const rows = parts.map(({ name, value }, index) => {
    const [top, start, end] = [index * ROW, x(from), x(from + value)];
    from += value;
    return `<text x="${LABELS - 10}" y="${top + ROW / 2 + 5}" text-anchor="end">${escaped(name)}</text>
<rect x="${LABELS}" y="${top + 6}" width="${WIDTH - LABELS - FIGURES}" height="${ROW - 12}" rx="2" fill="var(--soft)" opacity=".35"/>
<rect x="${fixed(start)}" y="${top + 6}" width="${fixed(Math.max(1.5, end - start))}" height="${ROW - 12}" fill="var(--bar)"/>
<text x="${WIDTH - FIGURES + 8}" y="${top + ROW / 2 + 5}">${value.toFixed(2)} s</text>`;
  });
  return svg(parts.length * ROW, rows);
}

export type Dot = {
  readonly name: string;
  /** Null: not known. */
  readonly value: number | null;
  /** Drawn hollow. */
  readonly isNew: boolean;
};

const HEIGHT = 220;
const FOOT = 30;

/** A dot for each value, from left to right, joined where two that belong together follow each other; from nothing up. */
export function lines(dots: readonly Dot[]): string {
  const most = Math.max(...dots.map(({ value }) => value ?? 0), Number.EPSILON);
  const x = (index: number): number =>
    FIGURES + (dots.length === 1 ? 0.5 : index / (dots.length - 1)) * (WIDTH - 2 * FIGURES);
  const y = (value: number): number => HEIGHT - FOOT - (value / most) * (HEIGHT - 2 * FOOT);
  const marks = dots.flatMap(({ name, value, isNew }, index) => {
    if (value === null) return [];
    const before = dots[index - 1]?.value;
    const joined = !isNew && typeof before === 'number';
    return [
      ...(joined
        ? [
            `<line x1="${fixed(x(index - 1))}" y1="${fixed(y(before))}" x2="${fixed(x(index))}" y2="${fixed(y(value))}" stroke="var(--bar)" stroke-width="2"/>`,
          ]
        : []),
      `<circle cx="${fixed(x(index))}" cy="${fixed(y(value))}" r="5" fill="${isNew ? 'var(--page, none)' : 'var(--bar)'}" stroke="var(--bar)" stroke-width="2"><title>${escaped(name)}: ${value.toFixed(2)}</title></circle>`,
    ];
  });
  const [first, last] = [dots.at(0), dots.at(-1)];
  const word = (at: number, dot: Dot | undefined, anchor: string): string =>
    dot === undefined
      ? ''
      : `<text x="${fixed(at)}" y="${HEIGHT - 6}" text-anchor="${anchor}">${escaped(dot.name)}</text>`;
  return svg(HEIGHT, [
    `<line x1="${FIGURES}" x2="${WIDTH - FIGURES}" y1="${HEIGHT - FOOT}" y2="${HEIGHT - FOOT}" stroke="var(--soft)"/>`,
    `<text x="${FIGURES - 12}" y="${fixed(y(most) + 5)}" text-anchor="end">${most.toFixed(2)}</text>`,
    `<text x="${FIGURES - 12}" y="${HEIGHT - FOOT + 5}" text-anchor="end">0</text>`,
    ...marks,
    word(FIGURES, first, 'start'),
    ...(dots.length > 1 ? [word(WIDTH - FIGURES, last, 'end')] : []),
  ]);
}

const STANDALONE = `<style>
svg { --ink: #1d2430; --bar: #2f6fde; --soft: #a9c4f5; font-family: system-ui, sans-serif; }
@media (prefers-color-scheme: dark) { svg { --ink: #e6e9f0; --bar: #6ea0ff; --soft: #2c4a80; } }
</style>`;

/** The same chart as a file of its own, with the colours that a page would give it. */
export const asFile = (chart: string): string =>
  `${chart.replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" ').replace('>', `>${STANDALONE}`)}\n`;

const svg = (height: number, rows: readonly string[]): string =>
  `<svg viewBox="0 0 ${WIDTH} ${height}" role="img" font-size="14" fill="var(--ink)">${rows.join('\n')}</svg>`;

const fixed = (value: number): string => value.toFixed(1);

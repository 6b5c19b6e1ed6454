import { SHORT_TITLES } from './layers.ts';
import type { LayerSummary } from './summary.ts';

type Axis = {
  readonly title: string;
  readonly most: number;
  readonly unit: string;
  /** Null: the layer has no such figure, and no point. */
  readonly of: (one: LayerSummary) => number | null;
};

const WIDTH = 480;
const HEIGHT = 320;
const LEFT = 50;
const RIGHT = 465;
const TOP = 20;
const BOTTOM = 265;
const LINE = 17;

/** Which share of its lines a layer runs, against the share of bugs that it sees. */
export const linesChart = (summary: readonly LayerSummary[]): string =>
  chart(summary, { title: 'lines that the layer runs', most: 100, unit: ' %', of: ({ lines }) => lines });

/** How long a layer takes, against the share of bugs that it sees. */
export function secondsChart(summary: readonly LayerSummary[]): string {
  const longest = Math.max(1, ...summary.map(({ seconds }) => seconds ?? 0));
  // The next of 4, 8, 20, 40, 80, 200 …, so that quarters are round.
  const power = 10 ** Math.floor(Math.log10(longest));
  const most = [2, 4, 8, 20].map((factor) => factor * power).find((limit) => limit >= longest) ?? longest;
  return chart(summary, {
    title: 'seconds for the whole layer',
    most,
    unit: ' s',
    of: ({ seconds }) => seconds,
  });
}

/** SVG that follows the page's colours. Names of layers that lie close together stand below each other. */
function chart(summary: readonly LayerSummary[], { title, most, unit, of }: Axis): string {
  const points = summary.flatMap((one) => {
    const value = of(one);
    if (value === null || one.bugs === 0) return [];
    const caught = one.bugsCaught / one.bugs;
    const x = LEFT + ((RIGHT - LEFT) * value) / most;
    return [{ name: SHORT_TITLES[one.layer], x, y: BOTTOM - (BOTTOM - TOP) * caught }];
  });
  let free = -LINE;
  const labelled = points
    .toSorted((one, other) => one.y - other.y)
    .map((point) => {
      free = Math.max(point.y + 5, free + LINE);
      return { ...point, labelY: free };
    });
  // The lowest must not run into the figures of the axis: what is too low pushes the others up.
  let lowest = BOTTOM - 6;
  const marks = labelled.toReversed().map(({ name, x, y, labelY }) => {
    lowest = Math.min(labelY, lowest);
    const side = x > (LEFT + RIGHT) / 2 ? -10 : 10;
    const anchor = side < 0 ? ' text-anchor="end"' : '';
    const text = `<text x="${fixed(x + side)}" y="${fixed(lowest)}"${anchor}>${name}</text>`;
    // From a name that had to move to its point.
    const moved = Math.abs(lowest - 5 - y) > 4;
    const leader = moved
      ? `<path d="M${fixed(x)} ${fixed(y)}L${fixed(x + side * 0.8)} ${fixed(lowest - 4)}" stroke="var(--soft)"/>`
      : '';
    lowest -= LINE;
    return `${leader}<circle cx="${fixed(x)}" cy="${fixed(y)}" r="5" fill="var(--accent)"/>${text}`;
  });
  const quarters = [0, 1, 2, 3, 4].map((quarter) => {
    const x = LEFT + ((RIGHT - LEFT) * quarter) / 4;
    const y = BOTTOM - ((BOTTOM - TOP) * quarter) / 4;
    return `<path d="M${LEFT} ${y}H${RIGHT}" stroke="var(--line)"/>
<text class="soft" x="${LEFT - 8}" y="${y + 5}" text-anchor="end">${quarter * 25} %</text>
<text class="soft" x="${x}" y="${BOTTOM + 20}" text-anchor="${quarter === 4 ? 'end' : 'middle'}">${(most * quarter) / 4}${quarter === 4 ? unit : ''}</text>`;
  });
  return `<figure><figcaption>Bugs caught, against the ${title}</figcaption>
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Share of bugs caught against the ${title}">
${quarters.join('\n')}
<text class="soft" x="${(LEFT + RIGHT) / 2}" y="${BOTTOM + 44}" text-anchor="middle">${title}</text>
${marks.join('\n')}
</svg></figure>`;
}

const fixed = (value: number): string => value.toFixed(1);

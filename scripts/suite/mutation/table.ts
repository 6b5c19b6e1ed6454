import type { Judged, Layer } from './judge-alone.ts';

/** The least share of mutants that the layers together reject, in percent. */
export const LEAST = { overall: 95, operation: 85 };

export type Row = {
  readonly operation: string;
  readonly mutants: number;
  /** How many each layer rejects that the layers before it let through. */
  readonly by: Readonly<Record<Layer, number>>;
  /** Percent, not rounded. */
  readonly score: number;
};

export function rowsOf(judged: readonly Judged[]): Row[] {
  const operations = [...new Set(judged.map(({ mutant }) => mutant.operation))].toSorted();
  return operations.map((operation) =>
    rowOf(
      operation,
      judged.filter(({ mutant }) => mutant.operation === operation),
    ),
  );
}

export function rowOf(operation: string, judged: readonly Judged[]): Row {
  const count = (layer: Layer): number => judged.filter((one) => one.layer === layer).length;
  const by = { gate: count('gate'), witnesses: count('witnesses'), behaviour: count('behaviour') };
  const rejected = by.gate + by.witnesses + by.behaviour;
  return { operation, mutants: judged.length, by, score: (100 * rejected) / Math.max(1, judged.length) };
}

/** Rounded down, so that what is short of a limit never looks as if it reached it. */
export const percent = (score: number): string => `${(Math.floor(score * 10) / 10).toFixed(1)} %`;

export const cells = ({ operation, mutants, by, score }: Row): string[] => [
  operation,
  ...[mutants, by.gate, by.witnesses, by.behaviour, mutants - by.gate - by.witnesses - by.behaviour].map(
    String,
  ),
  percent(score),
];

export const HEADINGS = ['operation', 'mutants', 'gate', '+ witnesses', '+ behaviour', 'survive', 'score'];

/** As plain text with aligned columns. */
export function plainTable(rows: readonly Row[]): string {
  const lines = [HEADINGS, ...rows.map(cells)];
  const widths = HEADINGS.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  '),
    )
    .join('\n');
}

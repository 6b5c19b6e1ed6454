import { LAYERS, type Cell, type Layer } from './layers.ts';
import type { Baseline } from './baseline.ts';
import type { Row } from './try-patches.ts';

export type LayerSummary = {
  readonly layer: Layer;
  readonly bugsCaught: number;
  readonly bugs: number;
  readonly refactoringsFailed: number;
  readonly refactorings: number;
  readonly tests: number;
  readonly seconds: number;
};

/** One line for each layer. `seconds` and `tests` are of the whole layer without a patch. */
export const summaryOf = (rows: readonly Row[], baseline: Baseline): LayerSummary[] =>
  LAYERS.map((layer) => {
    const red = (kind: Row['patch']['kind']) =>
      rows.filter(({ patch, cells }) => patch.kind === kind && cells[layer].verdict === 'red').length;
    const all = (kind: Row['patch']['kind']) => rows.filter(({ patch }) => patch.kind === kind).length;
    return {
      layer,
      bugsCaught: red('bug'),
      bugs: all('bug'),
      refactoringsFailed: red('refactoring'),
      refactorings: all('refactoring'),
      tests: baseline[layer].ran,
      seconds: Math.round(baseline[layer].ms / 100) / 10,
    };
  });

/** What must not be: a bug that escapes integration, a refactoring that fails it, a patch that is none any more. */
export const problemsOf = (rows: readonly Row[]): string[] =>
  rows.flatMap(({ patch, cells }) => {
    const { verdict, what } = cells.integration;
    const broken = LAYERS.find((layer) => cells[layer].verdict === 'broken');
    if (broken !== undefined) return [`${patch.name}: ${broken}: ${cells[broken].what}`];
    if (patch.kind === 'bug' && verdict !== 'red') return [`${patch.name}: no integration test sees it`];
    if (patch.kind === 'refactoring' && verdict === 'red')
      return [`${patch.name}: integration fails, though nothing changed: ${what}`];
    return [];
  });

/** `red`, `red (3 of 120)`, `–`: short enough for a table. */
export const wordOf = ({ verdict, failed, ran }: Cell): string => {
  if (verdict === 'broken') return 'BROKEN';
  if (verdict === 'green') return '–';
  return ran > 1 ? `red (${failed} of ${ran})` : 'red';
};

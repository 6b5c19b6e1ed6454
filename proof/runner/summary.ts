import type { Baseline } from './baseline.ts';
import { LAYERS, type Cell, type Layer } from './layers.ts';
import type { Patch } from './patches.ts';
import type { Row } from './try-patches.ts';

export type LayerSummary = {
  readonly layer: Layer;
  readonly bugsCaught: number;
  readonly bugs: number;
  readonly refactoringsFailed: number;
  readonly refactorings: number;
  /** Of the whole layer without a patch; null where only some patches were tried and it never ran as a whole. */
  readonly tests: number | null;
  readonly seconds: number | null;
  /** Share of the lines of apps/api and packages/domain, in percent; null also where it runs none by its nature. */
  readonly lines: number | null;
};

/** One line for each layer. */
export const summaryOf = (rows: readonly Row[], baseline: Baseline): LayerSummary[] =>
  LAYERS.map((layer) => {
    const of = (kind: Patch['kind']) => rows.filter(({ patch }) => patch.kind === kind);
    const red = (kind: Patch['kind']) => of(kind).filter(({ cells }) => cells[layer].verdict === 'red');
    const whole = baseline[layer];
    return {
      layer,
      bugsCaught: red('bug').length,
      bugs: of('bug').length,
      refactoringsFailed: red('refactoring').length,
      refactorings: of('refactoring').length,
      tests: whole === undefined ? null : whole.ran,
      seconds: whole === undefined ? null : Math.round(whole.ms / 100) / 10,
      lines: whole === undefined ? null : whole.lines,
    };
  });

/** What must not be, as sentences. */
export const problemsOf = (rows: readonly Row[], baseline: Baseline): string[] => [
  ...rows.flatMap(problemOf),
  ...mirageProblem(baseline),
];

function problemOf({ patch, cells }: Row): string[] {
  const { name, kind, mocks, test } = patch;
  const broken = LAYERS.find((layer) => cells[layer].verdict === 'broken');
  if (broken !== undefined) return [`${name}: ${broken}: ${cells[broken].what}`];
  const problems: string[] = [];
  if (kind === 'bug' && cells.integration.verdict !== 'red')
    problems.push(`${name}: no integration test sees it`);
  else if (test !== null && !cells.integration.what.startsWith(`${test.file} > ${test.title}: `))
    problems.push(
      `${name}: the test that it names does not see it (${test.file} > ${test.title}); another one does: ${cells.integration.what}`,
    );
  if (kind === 'refactoring' && cells.integration.verdict === 'red')
    problems.push(`${name}: integration fails, though nothing changed: ${cells.integration.what}`);
  if (mocks !== null && cells.assumed.verdict === 'red')
    problems.push(`mocks.patch of ${name} does not repeat its assumption: ${cells.assumed.what}`);
  return problems;
}

/** A suite with mocks that covers less would be a caricature. */
const LEAST_LINES_PERCENT = 90;

const mirageProblem = ({ mirage }: Baseline): string[] =>
  mirage !== undefined && mirage.lines !== null && mirage.lines < LEAST_LINES_PERCENT
    ? [`The mirage runs ${mirage.lines} % of the lines; it must be ${LEAST_LINES_PERCENT} % at least`]
    : [];

/** `red`, `red (3 of 120)`, `–`: short enough for a table. */
export const wordOf = ({ verdict, failed, ran }: Cell): string => {
  if (verdict === 'broken') return 'BROKEN';
  if (verdict === 'green') return '–';
  return ran > 1 ? `red (${failed} of ${ran})` : 'red';
};

import { LAYERS, type Cell, type Layer } from './layers.ts';
import type { Facts } from './page.ts';
import type { LayerSummary } from './summary.ts';

/** What `pnpm proof --json` prints. */
export type ProofJson = {
  readonly format: 'topheavy proof 1';
  readonly date: string;
  readonly commit: string;
  /** Whether every patch was tried. */
  readonly complete: boolean;
  readonly summary: readonly LayerSummary[];
  readonly patches: readonly {
    readonly kind: 'bug' | 'refactoring';
    readonly name: string;
    readonly summary: string;
    /** `file > title` of the test that must see a bug. */
    readonly test: string | null;
    /** Whether its author would have written other mocks. */
    readonly hasOwnMocks: boolean;
    readonly layers: Readonly<Record<Layer, Cell>>;
  }[];
  /** What must not be; empty when the proof is green. */
  readonly problems: readonly string[];
};

/** Everything that was found, for programs. */
export const proofJson = (
  { date, commit, complete, summary, rows }: Facts,
  problems: string[],
): ProofJson => ({
  format: 'topheavy proof 1',
  date,
  commit,
  complete,
  summary,
  patches: rows.map(({ patch: { kind, name, summary: about, test, mocks }, cells }) => ({
    kind,
    name,
    summary: about,
    test: test === null ? null : `${test.file} > ${test.title}`,
    hasOwnMocks: mocks !== null,
    layers: Object.fromEntries(LAYERS.map((layer) => [layer, cells[layer]])) as Record<Layer, Cell>,
  })),
  problems,
});

/** What a layer of tests can see, from the quickest to the most expensive. */
export const LAYERS = ['types', 'mirage', 'assumed', 'unit', 'contract', 'integration'] as const;

export type Layer = (typeof LAYERS)[number];

export const LAYER_TITLES: Readonly<Record<Layer, string>> = {
  types: 'Types and lint',
  mirage: 'Unit tests with mocks',
  assumed: 'The same, mocks by the author of the bug',
  unit: 'Unit tests of the domain',
  contract: 'Contract tests of the fakes',
  integration: 'Integration tests',
};

/** For where there is little room. */
export const SHORT_TITLES: Readonly<Record<Layer, string>> = {
  types: 'types',
  mirage: 'mocks',
  assumed: 'author’s mocks',
  unit: 'domain',
  contract: 'contract',
  integration: 'integration',
};

const MIRAGE = /^(apps\/api|packages\/domain|proof\/mirage)\/|^pnpm-lock\.yaml$/;

/**
 * What a layer's verdict depends on. A patch that changes nothing of it cannot change the verdict; the lint
 * rules for imports are what makes that true of `unit` and `contract`.
 */
export const LAYER_INPUTS: Readonly<Record<Layer, RegExp>> = {
  types: /^(apps|packages|tests|bench|scripts)\/|^(tsconfig\.json|\.oxlintrc\.json|pnpm-lock\.yaml)$/,
  mirage: MIRAGE,
  assumed: MIRAGE,
  unit: /^(packages\/domain|tests\/unit)\/|^(vitest\.config\.ts|pnpm-lock\.yaml)$/,
  contract: /^(apps\/fakes|packages\/contracts|tests\/contract)\/|^(vitest\.config\.ts|pnpm-lock\.yaml)$/,
  integration:
    /^(apps\/|packages\/(contracts|domain|testbed)\/|tests\/(integration|reliability)\/)|^(vitest\.config\.ts|pnpm-lock\.yaml)$/,
};

/** What a layer says of a patch. `broken`: the patch does not fit, or the layer did not run. */
export type Cell = {
  readonly verdict: 'red' | 'green' | 'broken';
  /** The first thing that went red, or why nothing was run. */
  readonly what: string;
  /** Tests that failed, of those that ran. Where the first red one suffices, the others did not run. */
  readonly failed: number;
  readonly ran: number;
  readonly ms: number;
};

export const untouched: Cell = { verdict: 'green', what: 'runs nothing of it', failed: 0, ran: 0, ms: 0 };

import type { ProviderName } from '../provider-name.ts';

/** A value that a provider itself shows as the answer of an operation. */
export type Witness = {
  readonly operation: string;
  readonly status: number;
  readonly value: unknown;
  /** The document, and where in it. */
  readonly source: string;
};

/** What a provider publishes as the schema of an answer: JSON Schema 2020-12. */
export type SchemaWitness = {
  readonly operation: string;
  readonly status: number;
  readonly schema: object;
  readonly source: string;
};

/** What one provider's documents say. */
export type Published = {
  readonly provider: ProviderName;
  readonly witnesses: readonly Witness[];
  readonly schemas: readonly SchemaWitness[];
  /** What the schemas refer to, each with its `$id`. */
  readonly documents: readonly object[];
  /** Objects that name their own kind in `object`, wherever they stand in an answer. */
  readonly resources: ReadonlyMap<string, readonly unknown[]>;
};

/** Where an answer is not as published. `[*]` stands for every item of an array. */
export type Difference = {
  readonly operation: string;
  readonly path: string;
  readonly expected: string;
  readonly found: string;
  readonly source: string;
};

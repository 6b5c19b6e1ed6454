import type { OverlayEntry } from './derive/overlay.ts';
import type { WalkOptions } from './derive/walk-types.ts';
import type { OperationContract } from './operation.ts';
import type { ProviderName } from './provider-name.ts';

/** Schemas derived from the types of an SDK, and what the types cannot say. */
export type FromTypes = {
  readonly kind: 'types';
  /** Folder of the module of roots, `types.ts`. */
  readonly folder: string;
  /** The SDK's package: its version is the contract's. */
  readonly sdk: string;
  readonly options: WalkOptions;
  readonly overlay: readonly OverlayEntry[];
};

/** Schemas of an OpenAPI 3.1 document of our own, for a provider without an SDK. */
export type FromDocument = { readonly kind: 'document'; readonly file: string };

export type ProviderContract = {
  readonly name: ProviderName;
  readonly operations: readonly OperationContract[];
  /** The schema of the events that it sends. */
  readonly event?: string;
  readonly source: FromTypes | FromDocument;
};

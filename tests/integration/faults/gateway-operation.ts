import type { ProviderName, Shop } from '@topheavy/testbed';

/**
 * What a fault lets the shop know:
 * - `late`: the answer came after all;
 * - `open`: nobody can tell whether it was done;
 * - `away`: it was not done, and may be asked for again;
 * - `refused`: the provider looked at it and said no.
 */
export type Knowledge = 'late' | 'open' | 'away' | 'refused';

export type Phase = 'before-effect' | 'after-effect';

/** An API other than the usual one. */
export type Api = Awaited<ReturnType<Shop['impatient']>>;

/** One thing that the shop wants of a provider, from where it starts. */
export type Errand = {
  /** Makes the shop call the operation. Resolves with what whoever asked gets to hear. */
  act(by?: Api): Promise<unknown>;
  /** What brings it to its end once the provider is well again. */
  readonly settle: Readonly<Partial<Record<Exclude<Knowledge, 'late'>, (phase: Phase) => Promise<unknown>>>>;
  /** What came of it in the end: at the provider, in the books, in the mail. */
  outcome(): Promise<unknown>;
};

/** Paths into a provider's answer, as faults take them: `$.data[*].status`. */
export type AnswerForm = {
  /** A field that the shop acts on, and a type that is not its own. */
  readonly field: string;
  readonly otherType: 'string' | 'number';
  /** A field of which the shop knows all values; else the reason why there is none. */
  readonly enumeration: string | { readonly none: string };
  /** A field whose unit the shop can tell from the request; else the reason why there is none. */
  readonly amount: string | { readonly none: string };
};

/** One call that a gateway of the shop makes, and what is promised when it goes wrong. */
export type GatewayOperation<Scene = unknown> = {
  /** As a test's title starts with it: `a capture at Stripe`. */
  readonly title: string;
  readonly provider: ProviderName;
  /** The provider's operation. */
  readonly op: string;
  /** The gateway and its own word for the call, as in the metrics: `payments capture`. */
  readonly call: string;
  /** The same call as in a row above, made from another place: only what that makes of it is tried. */
  readonly again?: true;
  /** False for a question: whatever goes wrong, nothing has happened. */
  readonly changes: boolean;
  /** What the shop makes of the answer, for faults that change its form. */
  readonly form: AnswerForm;
  /** For each knowledge that the shop may be left with: what is heard at once, and the promise in words. */
  readonly answers: Readonly<Partial<Record<Knowledge, readonly [heard: object, promise: string]>>>;
  /** The world as it is before: plain data, of which every test of this operation gets a copy. */
  given(shop: Shop): Promise<Scene>;
  errand(shop: Shop, scene: Scene): Errand;
  /** What `outcome` is when nothing goes wrong, and what it must be in the end whatever did. */
  readonly done: object;
};

export const operation = <Scene>(row: GatewayOperation<Scene>): GatewayOperation => row;

/** The caller is told that a service is down, and when to come back. */
export const UNAVAILABLE = {
  status: 503,
  problem: { slug: 'dependency-unavailable' },
  headers: { 'retry-after': '5' },
} as const;

/** How a request is made that may be repeated because nobody knows whether the first one arrived. */
export const repeatable = (by?: Api) => ({ idempotencyKey: 'errand', ...(by && { via: by.http }) });

/** How background work is done by this API, and so much later that all open work is due. */
export const later = (minutesLater: number, by?: Api) => ({ minutesLater, ...(by && { by }) });

import type { ProviderName } from './provider-name.ts';

export type Side = 'request' | 'response';

/** 'closed': nothing beyond the contract, for our fakes. 'open': a provider may add fields and values. */
export type World = 'closed' | 'open';

/** One HTTP exchange as it went over the socket; bodies as text, header names in lower case. */
export type Exchange = {
  readonly provider: ProviderName;
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly requestBody: string;
  readonly status: number;
  readonly responseHeaders: Readonly<Record<string, string>>;
  readonly responseBody: string;
};

export type Violation = {
  /** Null where no operation has this method and path. */
  readonly operation: string | null;
  readonly side: Side;
  /** JSON path such as $.rates[0].rate, or path.id of a request's path; 'status', 'content-type' and 'route' for those. */
  readonly path: string;
  readonly expected: string;
  readonly found: string;
};

export type Gate = {
  /** Every violation of the contract; empty when it is kept. */
  check(exchange: Exchange, options?: CheckOptions): readonly Violation[];
  /** The same for the body of an event that a fake sends. */
  checkEvent(provider: ProviderName, body: string): readonly Violation[];
  /** One JSON value against the schema of an operation. Throws when the contract has none for it. */
  validate(operation: string, side: Side, status: number, value: unknown, world: World): readonly Violation[];
};

export type CheckOptions = {
  /** A fault took the place of the answer: only the request is held to the contract. */
  readonly faulted?: boolean;
  /** How the answer is judged; closed, as our fakes', unless told otherwise. */
  readonly world?: World;
  /** The operation that a fake took the request for; null where it has no route for it. */
  readonly takenFor?: string | null;
};

import type { Clock } from './clock.ts';
import type { Ids } from './ids.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export type FakeRequest = {
  method: string;
  path: string;
  /** What the `:names` of the operation's path matched, decoded. */
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  /** As the provider's `parseBody` read it; undefined where the request has none. */
  body: unknown;
};

export type Reply = {
  status: number;
  headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON, a string as it is, undefined as an empty body. */
  body?: unknown;
  /** False where the provider refused before it began to execute: such an answer is not kept for replay. */
  executed?: false;
};

/** An event the provider would push: `payload` is the whole body of the webhook. */
export type ProviderEvent = { id: string; type: string; payload: unknown };

export type Context = {
  clock: Clock;
  ids: Ids;
  /** The id of this exchange, as in the provider's request id header. */
  requestId: string;
  emit(event: ProviderEvent): void;
};

/**
 * One operation of a provider. `handle` is synchronous, so an effect is atomic. It checks first and
 * changes the state afterwards, or throws a `Refusal` before it changed anything.
 */
export type Operation<State> = {
  /** '<provider>.<resource>.<verb>', for example 'stripe.payment_intents.capture'. */
  id: string;
  method: Method;
  /** '/v1/payment_intents/:id/capture' */
  path: string;
  /** It only reads, though it is no GET. */
  reads?: true;
  handle(state: State, request: FakeRequest, context: Context): Reply;
};

export const isRead = ({ method, reads }: Pick<Operation<never>, 'method' | 'reads'>): boolean =>
  method === 'GET' || reads === true;

import type { Arrangements } from '../world/arrangements.ts';
import type { World } from '../world/world.ts';
import type { Actor } from './actor.ts';
import type { Call, CallOptions } from './caller.ts';

/** What every part of the vocabulary works with. */
export type ShopContext = {
  readonly world: World;
  readonly arrangements: Arrangements;
  readonly call: Call;
  readonly customer: Actor;
  readonly backOffice: Actor;
};

/** How a call may differ from the usual: who calls, with which key, on which API. */
export type Manner = Pick<CallOptions, 'idempotencyKey' | 'headers' | 'via'> & { readonly as?: Actor | null };

/** The call's key: `as: null` calls without one. */
export const manner = (usual: Actor, { as, ...rest }: Manner = {}): CallOptions => ({
  ...rest,
  key: as === null ? null : (as ?? usual).key,
});

import type Stripe from 'stripe';
import type { Context, FakeRequest } from '../core/operation.ts';
import type { StripeState } from './state.ts';

/** What an effect needs: the state, the means, and who caused it. */
export type Scene = { state: StripeState; context: Context; cause: Stripe.Event.Request };

export const sceneOf = (state: StripeState, request: FakeRequest, context: Context): Scene => ({
  state,
  context,
  cause: { id: context.requestId, idempotency_key: request.headers['idempotency-key'] ?? null },
});

/** For what happens by itself: no request caused it. */
export const unpromptedScene = (state: StripeState, context: Context): Scene => ({
  state,
  context,
  cause: { id: null, idempotency_key: null },
});

export const nowInSeconds = ({ context }: Pick<Scene, 'context'>): number =>
  Math.floor(context.clock.now() / 1000);

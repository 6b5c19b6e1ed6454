import { isDeepStrictEqual } from 'node:util';
import type { DeliveryFault } from './faults.ts';
import { merged } from './merged.ts';
import type { ProviderName } from './provider-name.ts';
import type { Disturbance } from './webhook-delivery.ts';

/** Twice what Stripe's libraries tolerate. */
const staleByMs = 600_000;

/** What a fault makes of one delivery, and whether it has fired with that. */
export const disturb = (
  { effect, fired, misfit }: DeliveryFault,
  event: { provider: ProviderName; payload: unknown },
  situation: { beforeAnswer: boolean; signs(provider: ProviderName, what: 'bad' | 'stale'): boolean },
): Disturbance => {
  const { times, signature, body, early } = effect;
  const { provider, payload } = event;
  const reason =
    signature !== undefined && !situation.signs(provider, signature)
      ? `The webhooks of ${provider} have no ${signature === 'bad' ? 'signature' : 'time in their signature'}.`
      : body !== undefined && isDeepStrictEqual(merged(payload, body), payload)
        ? 'The event has this body already.'
        : early === true && !situation.beforeAnswer
          ? 'No answer was under way that the event could come before.'
          : undefined;
  if (reason !== undefined) {
    misfit(reason);
    return {};
  }
  fired();
  return {
    ...(times !== undefined && { times }),
    ...(body !== undefined && { body }),
    ...(signature === 'bad' && { badSignature: true }),
    ...(signature === 'stale' && { staleByMs }),
  };
};

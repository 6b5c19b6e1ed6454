import type { Context } from '../core/operation.ts';
import { Refusal } from '../core/refusal.ts';
import type { VatComplyState } from './state.ts';
import type { VatComplyError } from './wire.ts';

const windowMs = 1000;

/** Counts this request, or refuses it with 429 when the last second is already full. */
export const withinRateLimit = (state: VatComplyState, { clock }: Context): void => {
  if (state.requestsPerSecond === null) return;
  const now = clock.now();
  state.recentRequests = state.recentRequests.filter((at) => at > now - windowMs && at <= now);
  if (state.recentRequests.length >= state.requestsPerSecond) {
    const body: VatComplyError = {
      detail: 'Rate limit exceeded. Try again in 1 seconds.',
      retry_after: 1,
    };
    const headers = { 'retry-after': '1', 'x-ratelimit-limit': String(state.requestsPerSecond) };
    throw new Refusal({ status: 429, headers, body });
  }
  state.recentRequests.push(now);
};

import type { CallFailure } from './call-failure.ts';
import type { GatewayFailure } from './gateway-error.ts';

/**
 * What a call does at the service, and so whether it may be repeated:
 * - `none`: nothing that lasts, so repeat it freely;
 * - `keyed`: something, but the idempotency key makes a repetition count once;
 * - `once`: something, and a repetition would do it again.
 */
export type CallEffect = 'none' | 'keyed' | 'once';

/** Refusals that say "an earlier request is still at it": its outcome is open, nothing was turned down. */
const STILL_RUNNING: ReadonlySet<string | null> = new Set([
  'idempotency_key_in_use', // Stripe, 409
  'concurrent_idempotent_requests', // Resend, 409
  'SHIPMENT.PURCHASE.IN_PROGRESS', // EasyPost, 422
  'SHIPMENT.POSTAGE.NO_RESPONSE', // EasyPost, 422: the carrier did not answer in time
  'SHIPMENT.POSTAGE.TIMED_OUT', // EasyPost, 422
]);

/**
 * Refused before anybody looked at the request: a key that was rotated or lost its rights (401, 403) and a
 * rate limit (429). It says nothing about the customer's card or address, and the same request works later.
 */
const NOT_LOOKED_AT: ReadonlySet<number | null> = new Set([401, 403, 429]);

/** The one place that decides what a failed attempt means for the shop; all six gateways use it. */
export function failureMeaning(failure: CallFailure, effect: CallEffect): GatewayFailure {
  if (failure.kind === 'not-sent' || NOT_LOOKED_AT.has(failure.status)) return 'unavailable';
  if (turnedDown(failure)) return 'rejected';
  return effect === 'none' ? 'unavailable' : 'unknown';
}

/**
 * Worth a second attempt, and a sign that the service is ill, which opens the breaker: everything but an answer
 * of the 4xx class. A rate limit is neither: it asks us to stop.
 */
export function isOutage(failure: CallFailure): boolean {
  return failure.kind !== 'refused' || classOf(failure.status) === 5;
}

function turnedDown({ status, code }: CallFailure): boolean {
  // 408 is the server's own timeout: it may have acted before it gave up on us.
  return classOf(status) === 4 && status !== 408 && !STILL_RUNNING.has(code);
}

const classOf = (status: number | null): number | null => status && Math.trunc(status / 100);

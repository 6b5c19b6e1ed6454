import { DatabaseError } from 'pg';
import { GatewayError } from '../gateways/gateway-error.ts';
import type { ProblemSlug } from './catalogue.ts';
import { Problem, problem } from './problem.ts';

/**
 * What a violated constraint means to the caller. Code checks first, to say more; this is what a race
 * that slipped between check and write gets. A constraint that is not listed is a bug: 500.
 */
const constraints: Readonly<Record<string, ProblemSlug>> = {
  products_sku_unique: 'sku-taken',
  products_inventory_reference_unique: 'sku-taken',
  coupons_code_unique: 'coupon-code-taken',
  stock_reserved_within_on_hand: 'insufficient-stock',
  coupons_used_within_limit: 'coupon-refused',
  coupon_customers_used_within_limit: 'coupon-refused',
  orders_cart_unique: 'cart-already-ordered',
  payments_one_live_per_order: 'payment-already-exists',
  payments_captured_within_authorized: 'capture-exceeds-authorization',
  payments_refunded_within_captured: 'refund-exceeds-capture',
  payments_void_takes_nothing: 'invalid-state-transition',
  captures_one_final: 'invalid-state-transition',
  shipments_one_live_per_order: 'invalid-state-transition',
  // A purchase that was given up ends after the one that followed it: both found the same label.
  shipments_tracker_reference_key: 'invalid-state-transition',
};

/**
 * What pg and its pool say in words, without a code: no connection became free in time; the connection
 * broke; the rollback found it broken, after a commit that failed for it.
 */
const CONNECTION_LOST =
  /^(timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error)/;
/** Classes 08 connection, 53 resources, 57P0x shutdown and start-up; 57014 a cancelled statement. */
const DATABASE_DOWN = /^(08|53|57P0|57014)/;
const NETWORK_CODES = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN']);

function databaseDown(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (CONNECTION_LOST.test(error.message)) return true;
  // Refused, no route, no such socket: nobody is there, whatever the code.
  if ('syscall' in error && error.syscall === 'connect') return true;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return error instanceof DatabaseError ? DATABASE_DOWN.test(code) : NETWORK_CODES.has(code);
}

/** What express and body-parser could not read: their errors carry the status of what the client did wrong. */
function unreadable(error: unknown): Problem | null {
  if (error instanceof URIError) {
    return problem('malformed-request', { detail: 'The path has a broken %-escape.', cause: error });
  }
  if (!(error instanceof Error && 'status' in error && 'expose' in error)) return null;
  if ('type' in error && error.type === 'entity.too.large')
    return problem('payload-too-large', { detail: 'The largest body that is read is 100 KB.', cause: error });
  if (typeof error.status !== 'number' || error.status >= 500) return null;
  const detail =
    'type' in error
      ? 'The body is not readable JSON in UTF-8.'
      : 'The body is not complete, or not compressed as it says.';
  return problem('malformed-request', { detail, cause: error });
}

const OVERTAKEN = 'Another request was faster. Read what there is now before you ask again.';
const NOT_YOURS = 'Nothing is wrong with your request. Quote the instance when you ask for help.';

/** Turns whatever was thrown into the answer the client gets; the original stays as `cause`. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  // Where a service may say no, the operation says what that means. Elsewhere a no is an outage like others:
  // it is no fault of the caller's, and a provider who sent us an event has to send it again.
  if (error instanceof GatewayError) {
    return problem('dependency-unavailable', {
      detail: `The ${error.gateway} service does not answer as it should. Nothing was changed; try again shortly.`,
      headers: { 'Retry-After': '5' },
      cause: error,
    });
  }
  if (error instanceof DatabaseError && error.constraint !== undefined) {
    const slug = constraints[error.constraint];
    if (slug !== undefined) return problem(slug, { detail: OVERTAKEN, cause: error });
  }
  if (databaseDown(error)) {
    return problem('dependency-unavailable', {
      detail: 'The database is not available. Try again shortly.',
      headers: { 'Retry-After': '5' },
      cause: error,
    });
  }
  return unreadable(error) ?? problem('internal-error', { detail: NOT_YOURS, cause: error });
}

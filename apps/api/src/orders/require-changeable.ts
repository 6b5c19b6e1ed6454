import { problem } from '../problems/problem.ts';
import type { OrderRow } from '../db/schema.ts';
import { preconditionFailed } from '../http/etag.ts';
import type { Address } from '../carts/address.ts';
import { invalidOrderTransition } from './invalid-order-transition.ts';

/**
 * Throws 412 unless the order still is the version that the caller read, 409 once it is fulfilled or
 * cancelled, and 422 for an address in another country: its VAT was charged for this one.
 */
export function requireChangeable(order: OrderRow, version: number, address: Address | undefined): void {
  if (order.version !== version) throw preconditionFailed(order.version);
  if (order.status === 'fulfilled' || order.status === 'cancelled') {
    throw invalidOrderTransition(order.status, 'update');
  }
  if (address !== undefined && address.country !== order.address.country) {
    const detail = `must stay ${order.address.country}, whose VAT the order carries; cancel and order anew`;
    throw problem('validation-failed', {
      detail: 'One field is invalid; see errors.',
      extra: { errors: [{ pointer: '/body/address/country', code: 'country_fixed', detail }] },
    });
  }
}

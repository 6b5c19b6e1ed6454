import type { Transaction } from 'kysely';
import { lockLivePayment } from '../db/locks.ts';
import type { CancelReason, Database, OrderRow, PaymentRow } from '../db/schema.ts';
import type { Dependencies } from '../dependencies.ts';
import { requestVoid } from '../payments/request-void.ts';
import { invalidOrderTransition } from './invalid-order-transition.ts';
import { refuseOnceShipped } from './refuse-once-shipped.ts';
import { releaseCoupon } from './release-coupon.ts';
import { releaseStock } from './release-stock.ts';
import { transitionOrder } from './transition-order.ts';

export type Cancelled = {
  readonly order: OrderRow;
  /** The hold to be released at the provider once this is committed. */
  readonly voiding: PaymentRow | null;
};

/**
 * Cancels a locked order and gives back all that it held: goods, coupon, and the hold on the card as soon
 * as the provider is told. Throws 409 when its status, its payment or its shipment does not allow that.
 */
export async function cancelAndRelease(
  trx: Transaction<Database>,
  deps: Pick<Dependencies, 'clock' | 'ids' | 'config'>,
  order: OrderRow,
  reason: CancelReason,
): Promise<Cancelled> {
  const payment = await lockLivePayment(trx, order.id);
  if (payment !== undefined) refuseUnlessVoidable(order, payment);
  await refuseOnceShipped(trx, order, 'cancel');
  const cancelled = await transitionOrder(trx, deps, order.id, 'cancel', {
    cancelReason: reason,
    payload: { reason },
  });
  const voiding = payment === undefined ? null : await requestVoid(trx, deps, payment);
  await releaseCoupon(trx, order);
  await releaseStock(trx, order.id);
  return { order: cancelled, voiding };
}

function refuseUnlessVoidable(order: OrderRow, payment: PaymentRow): void {
  if (payment.status === 'processing') {
    throw invalidOrderTransition(
      order.status,
      'cancel',
      'Its payment is under way and may still take the money. Try again when its outcome is known.',
    );
  }
  if (payment.status === 'captured' || payment.captured_minor + payment.capturing_minor > 0) {
    throw invalidOrderTransition(
      order.status,
      'cancel',
      'Money was captured for it. Refund the payment instead.',
    );
  }
}

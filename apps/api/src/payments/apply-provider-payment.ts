import type { Transaction } from 'kysely';
import type { Database, PaymentRow } from '../db/schema.ts';
import type { Dependencies } from '../dependencies.ts';
import type { ProviderPayment } from '../gateways/payment-gateway.ts';
import { applyToAuthorization } from './apply-to-authorization.ts';
import { applyToHold } from './apply-to-hold.ts';
import { changePayment } from './change-payment.ts';
import type { LockedPayment } from './lock-payment-with-order.ts';
import { settleAfter } from './settle-after.ts';

/**
 * Brings our payment up to what the provider says it is. The one way for the API's answer, the webhook
 * and the sweeper alike: it only ever moves forwards, and a view that is old or already known changes
 * nothing. The caller has locked the order, then the payment.
 */
export async function applyProviderPayment(
  trx: Transaction<Database>,
  deps: Dependencies,
  locked: LockedPayment,
  view: ProviderPayment,
): Promise<PaymentRow> {
  const known = locked.payment.provider_reference;
  if (known !== null && known !== view.reference) {
    deps.logger.error(
      { paymentId: locked.payment.id, known, other: view.reference },
      'a second payment at the provider claims to be ours; it was left alone',
    );
    return locked.payment;
  }
  const payment = known === null ? await keepReference(trx, locked.payment, view) : locked.payment;
  switch (payment.status) {
    case 'processing':
    case 'requires_action':
      return applyToAuthorization(trx, deps, { ...locked, payment }, view);
    case 'authorized':
      return applyToHold(trx, deps, { ...locked, payment }, view);
    case 'declined':
    case 'failed':
      return releaseStrayHold(trx, deps, payment, view);
    case 'captured':
    case 'voided':
      return payment;
  }
}

/** Not a change that anybody outside can see, so not a version. */
const keepReference = (
  trx: Transaction<Database>,
  payment: PaymentRow,
  view: ProviderPayment,
): Promise<PaymentRow> =>
  trx
    .updateTable('payments')
    .set({ provider_reference: view.reference })
    .where('id', '=', payment.id)
    .returningAll()
    .executeTakeFirstOrThrow();

/**
 * We had given the payment up, and the customer may have paid anew: a hold that shows up late must not
 * stay on the card.
 */
async function releaseStrayHold(
  trx: Transaction<Database>,
  deps: Dependencies,
  payment: PaymentRow,
  view: ProviderPayment,
): Promise<PaymentRow> {
  // A declined payment did wait for its customer once: such a view is merely old.
  const holds =
    view.state === 'authorized' || (view.state === 'requires_action' && payment.status === 'failed');
  if (holds && payment.voiding_since === null) {
    return changePayment(trx, deps, payment, 'payment.void_requested', {
      voiding_since: deps.clock.now(),
      settle_after: settleAfter(deps),
    });
  }
  const isGone = view.state === 'voided' || view.state === 'declined';
  if (isGone && payment.voiding_since !== null) {
    return changePayment(trx, deps, payment, 'payment.voided', { voiding_since: null });
  }
  return payment;
}

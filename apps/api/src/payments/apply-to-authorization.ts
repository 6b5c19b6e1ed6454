import { paymentTransition } from '@topheavy/domain';
import type { Transaction } from 'kysely';
import type { Database, PaymentRow } from '../db/schema.ts';
import type { Dependencies } from '../dependencies.ts';
import { GatewayError } from '../gateways/gateway-error.ts';
import type { ProviderPayment } from '../gateways/payment-gateway.ts';
import { confirmOrder } from '../orders/confirm-order.ts';
import { changePayment } from './change-payment.ts';
import type { LockedPayment } from './lock-payment-with-order.ts';
import { requestVoid } from './request-void.ts';

/** What became of a payment that was asked for and is not decided here yet. */
export async function applyToAuthorization(
  trx: Transaction<Database>,
  deps: Dependencies,
  locked: LockedPayment,
  view: ProviderPayment,
): Promise<PaymentRow> {
  const { payment } = locked;
  const ended = { next_action_url: null, voiding_since: null };
  switch (view.state) {
    case 'processing':
      return payment;
    case 'requires_action':
      if (paymentTransition(payment.status, 'require_action') === undefined) return payment;
      return changePayment(trx, deps, payment, 'payment.requires_action', {
        status: 'requires_action',
        next_action_url: view.nextActionUrl,
      });
    case 'declined':
      return changePayment(
        trx,
        deps,
        payment,
        'payment.declined',
        { ...ended, status: 'declined', decline_code: view.declineCode },
        { declineCode: view.declineCode },
      );
    case 'voided':
      // One that never got as far as the customer was not voided: it came to nothing.
      return paymentTransition(payment.status, 'void') === undefined
        ? changePayment(trx, deps, payment, 'payment.failed', { ...ended, status: 'failed' })
        : changePayment(trx, deps, payment, 'payment.voided', { ...ended, status: 'voided' });
    case 'authorized':
    case 'captured':
      return authorized(trx, deps, locked, view);
  }
}

async function authorized(
  trx: Transaction<Database>,
  deps: Dependencies,
  { order, payment }: LockedPayment,
  view: ProviderPayment,
): Promise<PaymentRow> {
  const { amount, currency } = view.authorized;
  if (amount !== payment.amount_minor || currency !== payment.currency) {
    const told = `payment ${payment.id} is authorised over another amount than was asked for`;
    throw new GatewayError('payments', 'unknown', told);
  }
  const held = await changePayment(trx, deps, payment, 'payment.authorized', {
    status: 'authorized',
    authorized_minor: amount,
    next_action_url: null,
  });
  if (held.voiding_since !== null) return held;
  if (order.status !== 'pending_payment') return requestVoid(trx, deps, held);
  await confirmOrder(trx, deps, order.id);
  return held;
}

import type { Kysely } from 'kysely';
import type { Database, PaymentRow } from '../db/schema.ts';
import { problem } from '../problems/problem.ts';
import { paymentReply } from './payment-reply.ts';

/** The answer to an authorisation, read from what the payment is now. */
export function authorizationReply(db: Kysely<Database>, payment: PaymentRow) {
  const extra = { paymentId: payment.id };
  switch (payment.status) {
    case 'authorized':
    case 'captured':
    case 'voided':
      return paymentReply(db, 201, payment);
    case 'processing':
    case 'requires_action':
      return paymentReply(db, 202, payment);
    case 'declined':
      return {
        problem: problem('payment-declined', {
          detail: 'The bank declined. The order can be paid with another card.',
          extra: { ...extra, declineCode: payment.decline_code },
        }),
      };
    case 'failed':
      return {
        problem: problem('payment-rejected', {
          detail:
            'The payment service did not take this payment method or amount. The order can be paid anew.',
          extra,
        }),
      };
  }
}

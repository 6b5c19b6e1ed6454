import { money } from '@topheavy/domain';
import { z } from 'zod';
import type { EventHandler } from '../event-handler.ts';
import { paymentRefundedMail } from '../mails/payment-refunded-mail.ts';

const factsSchema = z.object({ orderId: z.uuid(), refundId: z.uuid() });

export const mailAboutRefund: EventHandler = async ({ db, gateways }, event) => {
  const { orderId, refundId } = factsSchema.parse(event.payload);
  const refund = await db
    .selectFrom('refunds')
    .innerJoin('payments', 'payments.id', 'refunds.payment_id')
    .innerJoin('orders', 'orders.id', 'payments.order_id')
    .select(['refunds.amount_minor', 'orders.currency', 'orders.email'])
    .where('refunds.id', '=', refundId)
    .executeTakeFirstOrThrow();
  const mail = paymentRefundedMail({ orderId, amount: money(refund.amount_minor, refund.currency) });
  await gateways.email.send({ messageId: event.id, to: refund.email, ...mail });
};

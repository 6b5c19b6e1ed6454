import { z } from 'zod';
import type { EventHandler } from '../event-handler.ts';
import { paymentRefundedMail } from '../mails/payment-refunded-mail.ts';
import { moneyFact } from './money-fact.ts';

const refundFactsSchema = z.object({ orderId: z.uuid(), email: z.string(), given: moneyFact });

export const mailAboutRefund: EventHandler = async ({ gateways }, event) => {
  const { orderId, email, given } = refundFactsSchema.parse(event.payload);
  const mail = paymentRefundedMail({ orderId, amount: given });
  await gateways.email.send({ messageId: event.id, to: email, ...mail });
};

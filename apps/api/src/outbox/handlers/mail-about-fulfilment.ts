import type { EventHandler } from '../event-handler.ts';
import { orderFulfilledMail } from '../mails/order-fulfilled-mail.ts';
import { orderFactsSchema } from './order-facts.ts';

/** The label is written in the commit that fulfils the order, and never changes. */
export const mailAboutFulfilment: EventHandler = async ({ db, gateways }, event) => {
  const { orderId, email } = orderFactsSchema.parse(event.payload);
  const { carrier, trackingCode } = await db
    .selectFrom('shipments')
    .select(['carrier', 'tracking_code as trackingCode'])
    .where('order_id', '=', orderId)
    .where('tracking_code', 'is not', null)
    .$narrowType<{ trackingCode: string }>()
    .executeTakeFirstOrThrow();
  const mail = orderFulfilledMail({ orderId, carrier, trackingCode });
  await gateways.email.send({ messageId: event.id, to: email, ...mail });
};

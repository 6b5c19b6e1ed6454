import type { EventHandler } from '../event-handler.ts';
import type { Mail } from '../mails/mail.ts';
import { orderFactsSchema, type OrderFacts } from './order-facts.ts';

export const mailAboutOrder =
  (write: (order: OrderFacts) => Mail): EventHandler =>
  async ({ gateways }, event) => {
    const order = orderFactsSchema.parse(event.payload);
    await gateways.email.send({ messageId: event.id, to: order.email, ...write(order) });
  };

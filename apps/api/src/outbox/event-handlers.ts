import type { EventHandler } from './event-handler.ts';
import { mailAboutFulfilment } from './handlers/mail-about-fulfilment.ts';
import { mailAboutOrder } from './handlers/mail-about-order.ts';
import { mailAboutRefund } from './handlers/mail-about-refund.ts';
import { recordSale } from './handlers/record-sale.ts';
import { orderCancelledMail } from './mails/order-cancelled-mail.ts';
import { orderConfirmedMail } from './mails/order-confirmed-mail.ts';
import { orderPlacedMail } from './mails/order-placed-mail.ts';

/** Who is told about what. Events without a handler are a record only. */
const handlers: Readonly<Record<string, readonly EventHandler[]>> = {
  'order.placed': [mailAboutOrder(orderPlacedMail)],
  'order.confirmed': [mailAboutOrder(orderConfirmedMail)],
  'order.cancelled': [mailAboutOrder(orderCancelledMail)],
  'order.fulfilled': [recordSale, mailAboutFulfilment],
  'payment.refunded': [mailAboutRefund],
};

export const handlersOf = (type: string): readonly EventHandler[] => handlers[type] ?? [];

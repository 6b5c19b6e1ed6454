import type { BookedOrder } from './facts.ts';

/**
 * Subjects, as in apps/api/src/outbox/mails, of all mails that an order owes its customer. They follow from
 * what the order is, not from the events that the shop wrote down: one that it forgot is a lost mail.
 */
export const dueMails = ({ id, status, confirmed, refunds }: BookedOrder): string[] => [
  `We have your order ${id}`,
  ...(confirmed ? [`Your order ${id} is confirmed`] : []),
  ...(status === 'cancelled' ? [`Your order ${id} is cancelled`] : []),
  ...(status === 'fulfilled' ? [`Your order ${id} is on its way`] : []),
  ...refunds.filter((refund) => refund.status === 'succeeded').map(() => `Your refund for order ${id}`),
];

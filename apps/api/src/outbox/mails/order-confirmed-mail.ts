import { formatMoney } from '@topheavy/domain';
import type { OrderFacts } from '../handlers/order-facts.ts';
import { letter, type Mail } from './mail.ts';

export const orderConfirmedMail = ({ orderId, total }: OrderFacts): Mail =>
  letter(`Your order ${orderId} is confirmed`, [
    `Your payment of ${formatMoney(total)} for order ${orderId} is approved. We are packing your items.`,
    'You will hear from us again when they are on their way.',
  ]);

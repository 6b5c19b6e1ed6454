import type { CancelReason } from '../../db/schema.ts';
import type { OrderFacts } from '../handlers/order-facts.ts';
import { letter, type Mail } from './mail.ts';

const REASONS: Readonly<Record<CancelReason, (orderId: string) => string>> = {
  customer: (orderId) => `As you asked, we have cancelled your order ${orderId}.`,
  back_office: (orderId) => `We are sorry: we had to cancel your order ${orderId}.`,
  reservation_expired: (orderId) =>
    `Your order ${orderId} was not paid in time, so we have cancelled it and no longer hold its items for you.`,
};

export const orderCancelledMail = ({ orderId, cancelReason }: OrderFacts): Mail =>
  letter(`Your order ${orderId} is cancelled`, [
    REASONS[cancelReason ?? 'back_office'](orderId),
    'You will not be charged. If your bank has set an amount aside for this order, it will be released.',
  ]);

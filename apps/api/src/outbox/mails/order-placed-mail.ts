import { formatMoney } from '@topheavy/domain';
import type { OrderFacts } from '../handlers/order-facts.ts';
import { letter, type Mail } from './mail.ts';

export const orderPlacedMail = ({ orderId, total, expiresAt }: OrderFacts): Mail =>
  letter(`We have your order ${orderId}`, [
    `Thank you for your order ${orderId}. It comes to ${formatMoney(total)}.`,
    `Please pay by ${moment(expiresAt)}. Until then the items are set aside for you.`,
  ]);

/** In UTC and saying so: the mail does not know where its reader is. */
const moment = (at: Date): string => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

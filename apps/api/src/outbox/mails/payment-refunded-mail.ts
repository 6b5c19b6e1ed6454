import { formatMoney, type Money } from '@topheavy/domain';
import { letter, type Mail } from './mail.ts';

export const paymentRefundedMail = ({ orderId, amount }: { orderId: string; amount: Money }): Mail =>
  letter(`Your refund for order ${orderId}`, [
    `We have refunded ${formatMoney(amount)} for your order ${orderId}.`,
    'The money goes back the way you paid. Your bank may take a few days to show it.',
  ]);

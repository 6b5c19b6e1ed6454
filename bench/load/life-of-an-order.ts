import type { Accounts } from '@topheavy/demo';
import { newBelief, type OrderBelief } from '../verdict/index.ts';
import type { Asked, Answered } from '../processes/http-client.ts';

export const OPERATIONS = ['place', 'pay', 'capture', 'refund'] as const;
export type OperationName = (typeof OPERATIONS)[number];

/** A cart that is ready to be ordered, what it comes to, and the one that it is a copy of. */
export type ReadyCart = { readonly id: string; readonly totalMinor: number; readonly original: string };

export type Post = (
  operation: OperationName,
  request: Pick<Asked, 'url' | 'apiKey' | 'body'>,
) => Promise<Answered>;

/**
 * One order from its cart to a refund of a part, as four requests. Throws when the shop does not do what
 * it is asked: nothing here can be refused.
 */
export async function liveOneOrder(
  apiUrl: string,
  { customerKey, officeKey }: Accounts,
  cart: ReadyCart,
  refundMinor: number,
  post: Post,
): Promise<OrderBelief> {
  const send = async (
    operation: OperationName,
    path: string,
    apiKey: string,
    body: object,
  ): Promise<string> => {
    const answered = await post(operation, { url: `${apiUrl}${path}`, apiKey, body });
    if (answered.status !== 201)
      throw new Error(
        `To ${operation} was answered with ${answered.status}: ${JSON.stringify(answered.body)}`,
      );
    return (answered.body as { id: string }).id;
  };
  const inEuro = (amount: number) => ({ amount, currency: 'EUR' });
  const total = inEuro(cart.totalMinor);

  const id = await send('place', '/v1/orders', customerKey, { cartId: cart.id, expectedTotal: total });
  const belief = newBelief(id, cart.totalMinor);
  const paymentId = await send('pay', `/v1/orders/${id}/payments`, customerKey, {
    paymentMethod: 'pm_card_visa',
  });
  belief.payments.push({ id: paymentId, told: 'done' });
  const captureId = await send('capture', `/v1/payments/${paymentId}/captures`, officeKey, { amount: total });
  belief.captures.push({ id: captureId, amountMinor: cart.totalMinor, told: 'done' });
  const refund = { amount: inEuro(refundMinor) };
  const refundId = await send('refund', `/v1/payments/${paymentId}/refunds`, officeKey, refund);
  belief.refunds.push({ id: refundId, amountMinor: refundMinor, told: 'done' });
  return belief;
}

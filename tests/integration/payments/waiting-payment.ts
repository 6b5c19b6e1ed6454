import type { Shop } from '@topheavy/testbed';

/** An order whose customer is at the bank, authenticating. */
export async function givenWaitingPayment(shop: Shop) {
  const order = await shop.given.placedOrder();
  const { body: payment } = await shop.authorize(order, 'pm_card_threeDSecure2Required');
  return { ...order, paymentId: payment.id };
}

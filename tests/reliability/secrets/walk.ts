import { accepted, moneyText, type Cart, type Order, type Payment, type Shop } from '@topheavy/testbed';
import { PERSON, SECRETS } from './canaries.ts';
import type { Watched } from './watched.ts';

type Customer = Shop['customer'];
type How = { readonly via: Watched['http']; readonly as: Customer };

const [NEW_SECRET = '', OLD_SECRET = ''] = SECRETS.STRIPE_WEBHOOK_SECRETS.split(',');
export const SIGNATURES = {
  stripe: NEW_SECRET,
  stripeOld: OLD_SECRET,
  easypost: SECRETS.EASYPOST_WEBHOOK_SECRET,
};

/** A customer whose key, name and mail address must not be written down either. */
export async function customerOf(shop: Shop, { http, hide }: Watched): Promise<How> {
  const as = await shop.given.customer('canary0grace');
  hide('key of the customer', as.key);
  hide('mail address of the account', as.email);
  hide('key of the back office', shop.backOffice.key);
  return { as, via: http };
}

/** A cart of one product with the customer's address and a shipping rate. */
export async function cartOf(shop: Shop, how: How): Promise<Cart> {
  const { id: productId } = await shop.given.product();
  const cart = accepted(
    await shop.createCart({ items: [{ productId, quantity: 1 }], address: PERSON.address }, how),
  );
  const { rates } = accepted(await shop.quoteShipping(cart, how));
  return accepted(await shop.chooseShippingRate(cart, rates[0]?.rateId ?? '', how));
}

export const { email, note: deliveryNote } = PERSON;

export async function orderOf(shop: Shop, how: How): Promise<Order> {
  const cart = await cartOf(shop, how);
  if (cart.totals.total === null) throw new Error('The cart has no total.');
  return accepted(await shop.placeOrder(cart, moneyText(cart.totals.total), { email, deliveryNote }, how));
}

/** From the cart to the parcel, with every kind of call that the shop knows, and events of both providers. */
export async function walk(shop: Shop, { as, via }: How): Promise<void> {
  const how = { as, via };
  const office = { via };
  const order = await orderOf(shop, how);
  accepted(await shop.updateOrder(order, '"1"', { address: PERSON.address, deliveryNote }, how));
  const authenticated = await orderOf(shop, how);
  const waiting: Payment = accepted(
    await shop.authorize(authenticated, 'pm_card_threeDSecure2Required', how),
  );
  const { id: paymentId } = accepted(await shop.authorize(order, 'pm_card_visa', how));
  const paid = { ...order, paymentId };
  await shop.customerAuthenticates(authenticated);
  accepted(await shop.capture(paid, moneyText(order.totals.total), office));
  accepted(await shop.refund(paid, '1.00 EUR', { ...office, reason: PERSON.note }));
  accepted(await shop.buyLabel(order, office));
  for (const secret of [SIGNATURES.stripe, SIGNATURES.stripeOld])
    for (const { payload } of await shop.pendingWebhooks('stripe'))
      await shop.stripeSends(payload, { secret, via });
  for (const { payload } of await shop.pendingWebhooks('easypost'))
    await shop.easypostSends(payload, { secret: SIGNATURES.easypost, via });
  accepted(await shop.listOrders({ limit: '1' }, how));
  accepted(await shop.readPayment({ ...order, paymentId: waiting.id }, how));
  accepted(await shop.readLedger(order, office));
}

import { accepted } from '../shop/answer.ts';
import { GERMANY } from '../shop/given.ts';
import { moneyOf } from '../shop/money-text.ts';
import type { Shop } from '../shop/shop.ts';
import type { Things } from './things.ts';

/** A cart and an order in each state that a request can meet, and things of somebody else. */
export async function furnish(shop: Shop): Promise<Things> {
  const [first, second] = await shop.given.products(2, { price: '10.00 EUR' });
  const code = await shop.given.coupon({ percent: 10 });
  const items = [first, second].flatMap((product) =>
    product === undefined ? [] : [{ product, quantity: 1 }],
  );
  const empty = await shop.given.openCart();
  const open = await shop.given.openCart({ items, address: GERMANY });
  const ready = await shop.given.cart({ items });
  const { rates } = accepted(await shop.quoteShipping(ready));
  const placed = await shop.given.placedOrder({ total: '20.00 EUR' });
  const authorised = await shop.given.authorisedOrder({ total: '30.00 EUR' });
  const captured = await shop.given.capturedOrder({ total: '40.00 EUR' });
  const shipped = await shop.given.shippedOrder({ total: '50.00 EUR' });
  const cancelled = await shop.given.cancelledOrder({ items });
  const stranger = await shop.given.customer();
  const theirs = await shop.given.authorisedOrder({ total: '60.00 EUR', as: stranger });
  const theirCart = await shop.given.openCart({ as: stranger });
  const pages = await Promise.all([shop.listOrders({ limit: '1' }), shop.listProducts({ limit: '1' })]);
  const etag = (await shop.readOrder(placed)).headers['etag'];
  return {
    productId: [first?.id, second?.id, ...placed.productIds],
    code: [code],
    cartId: [empty.id, open.id, ready.id, placed.body.id, theirCart.id],
    rateId: rates.map((rate) => rate.rateId),
    orderId: [placed.id, authorised.id, captured.id, shipped.id, cancelled.id, theirs.id],
    paymentId: [authorised.paymentId, captured.paymentId, shipped.paymentId, theirs.paymentId],
    shipmentId: [shipped.shipmentId],
    slug: ['validation-failed', 'order-not-found'],
    expectedTotal: [ready.totals.total],
    amount: [moneyOf('1.00 EUR'), moneyOf('30.00 EUR'), 1],
    paymentMethod: ['pm_card_visa', 'pm_card_visa_chargeDeclined', 'pm_card_authenticationRequired'],
    cursor: pages.flatMap(({ body }) => body.nextCursor ?? []),
    'If-Match': etag === undefined ? [] : [etag],
  };
}

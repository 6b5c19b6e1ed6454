import { describe, expect, FRANCE, test, type Answer, type Shop } from '@topheavy/testbed';

type Id = { readonly id: string };
type Act = (shop: Shop, cart: Id, product: Id) => Promise<Answer>;

/** Everything that can be done to a cart. */
const changes: Readonly<Record<string, Act>> = {
  'put an item in': (shop, cart, product) => shop.putItem(cart, product, 2),
  'take an item out': (shop, cart, product) => shop.removeItem(cart, product),
  'set the address': (shop, cart) => shop.setAddress(cart, FRANCE),
  'apply a coupon': async (shop, cart) => shop.applyCoupon(cart, shop.own('SAVE')),
  'remove the coupon': (shop, cart) => shop.removeCoupon(cart),
  'choose a currency': (shop, cart) => shop.setCurrency(cart, 'CHF'),
  'ask for shipping rates': (shop, cart) => shop.quoteShipping(cart),
  'choose a shipping rate': (shop, cart) => shop.chooseShippingRate(cart, 'rate_1'),
};

describe.each(Object.entries(changes))('%s', (name, act) => {
  test(`a cart that was ordered is closed: nobody can ${name}`, async ({ shop }) => {
    await shop.given.coupon({ code: shop.own('SAVE') });
    const ordered = await shop.given.orderedCart();
    const product = { id: ordered.items[0]?.productId ?? '' };

    const refusal = await shop.refuses('cart-already-ordered', () => act(shop, ordered, product));

    expect(refusal.status).toBe(409);
  });
});

test('an ordered cart can still be read, and wants nothing any more', async ({ shop }) => {
  const ordered = await shop.given.orderedCart();
  await shop.changePrice(ordered.items[0]?.productId ?? '', '99.00 EUR');
  await shop.setStock(ordered.items[0]?.productId ?? '', 1);

  const answer = await shop.readCart(ordered);

  expect(answer).toMatchObject({ status: 200, body: { status: 'ordered', changes: [], missing: [] } });
});

test('the back office may look at any cart', async ({ shop }) => {
  const cart = await shop.given.cart();

  const answer = await shop.readCart(cart, { as: await shop.given.backOfficeWithout('none') });

  expect(answer).toMatchObject({ status: 200, body: { id: cart.id } });
});

import { describe, expect, FRANCE, test, type Answer, type Shop } from '@topheavy/testbed';

type Id = { readonly id: string };
type Act = (shop: Shop, cart: Id, product: Id, as?: Shop['customer']) => Promise<Answer>;

const how = (as?: Shop['customer']) => (as === undefined ? {} : { as });

/** Everything that can be done to a cart. */
const changes: Readonly<Record<string, Act>> = {
  'put an item in': (shop, cart, product, as) => shop.putItem(cart, product, 2, how(as)),
  'take an item out': (shop, cart, product, as) => shop.removeItem(cart, product, how(as)),
  'set the address': (shop, cart, _, as) => shop.setAddress(cart, FRANCE, how(as)),
  'apply a coupon': async (shop, cart, _, as) => shop.applyCoupon(cart, 'SAVE-10', how(as)),
  'remove the coupon': (shop, cart, _, as) => shop.removeCoupon(cart, how(as)),
  'choose a currency': (shop, cart, _, as) => shop.setCurrency(cart, 'CHF', how(as)),
  'ask for shipping rates': (shop, cart, _, as) => shop.quoteShipping(cart, how(as)),
  'choose a shipping rate': (shop, cart, _, as) => shop.chooseShippingRate(cart, 'rate_1', how(as)),
};

const acts: Readonly<Record<string, Act>> = {
  read: (shop, cart, _, as) => shop.readCart(cart, how(as)),
  ...changes,
};

describe.each(Object.entries(acts))('%s', (name, act) => {
  test(`somebody else's cart is not there to ${name}, exactly as one that does not exist`, async ({
    shop,
  }) => {
    const product = await shop.given.product();
    await shop.given.coupon({ code: 'SAVE-10' });
    const theirs = await shop.given.cart({ items: [{ product, quantity: 1 }] });
    const stranger = await shop.given.customer();
    const nowhere = { id: product.id };

    const refusal = await shop.refuses('cart-not-found', () => act(shop, theirs, product, stranger));
    const unknown = await shop.refuses('cart-not-found', () => act(shop, nowhere, product, stranger));

    expect(refusal.status).toBe(404);
    expect(refusal.detail?.replace(theirs.id, '')).toBe(unknown.detail?.replace(nowhere.id, ''));
  });
});

describe.each(Object.entries(changes))('%s', (name, act) => {
  test(`a cart that was ordered is closed: nobody can ${name}`, async ({ shop }) => {
    await shop.given.coupon({ code: 'SAVE-10' });
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

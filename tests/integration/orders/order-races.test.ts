import { accepted, expect, statuses, test } from '@topheavy/testbed';

test('of five buyers who reach for the last two units together, two get them', async ({ shop }) => {
  const product = await shop.given.product({ onHand: 2 });
  const carts = await shop.race(5, () => shop.given.cart({ items: [{ product, quantity: 1 }] }));

  const answers = await shop.raceAtGate(
    { table: 'stock', id: product.id },
    carts.map((cart) => () => shop.placeOrder(cart, '19.00 EUR')),
  );

  expect(statuses(answers)).toEqual([201, 201, 409, 409, 409]);
  for (const { problem } of answers.filter(({ status }) => status === 409)) {
    expect(problem).toMatchObject({ items: [{ productId: product.id, requested: 1, available: 0 }] });
  }
  expect(await shop.stockOf(product)).toMatchObject({ reserved: 2, available: 0 });
});

test('an order that waits for its first product holds up nobody who wants its second', async ({ shop }) => {
  const [first, second] = [await shop.given.product(), await shop.given.product()];
  const both = await shop.given.cart({
    items: [
      { product: second, quantity: 1 },
      { product: first, quantity: 1 },
    ],
  });
  const one = await shop.given.cart({ items: [{ product: second, quantity: 1 }] });

  const answers = await shop.passWhileWaiting(
    { table: 'stock', id: first.id },
    () => shop.placeOrder(both, '29.00 EUR'),
    () => shop.placeOrder(one, '19.00 EUR'),
  );

  expect(statuses(answers)).toEqual([201, 201]);
});

test('a cart that is ordered twice at once becomes one order', async ({ shop }) => {
  const cart = await shop.given.cart();

  const answers = await shop.raceAtGate({ table: 'carts', id: cart.id }, [
    () => shop.placeOrder(cart, '19.00 EUR'),
    () => shop.placeOrder(cart, '19.00 EUR'),
  ]);

  expect(statuses(answers)).toEqual([201, 409]);
  expect(answers.find(({ status }) => status === 409)?.problem?.slug).toBe('cart-already-ordered');
  expect(accepted(await shop.listOrders()).items).toHaveLength(1);
});

test('two orders reach for the last use of a coupon: one gets it, the other is told why not', async ({
  shop,
}) => {
  const coupon = await shop.given.coupon({ amount: '1.00 EUR', usageLimit: 1 });
  const other = await shop.given.customer();
  const mine = await shop.given.cart({ coupon });
  const theirs = await shop.given.cart({ coupon, as: other });

  const answers = await shop.raceAtGate({ table: 'coupons', id: coupon }, [
    () => shop.placeOrder(mine, '18.00 EUR'),
    () => shop.placeOrder(theirs, '18.00 EUR', {}, { as: other }),
  ]);

  const refused = answers.find(({ status }) => status === 422);
  expect(statuses(answers)).toEqual([201, 422]);
  expect(refused?.problem).toMatchObject({ slug: 'coupon-refused', reason: 'coupon-used-up' });
  expect(accepted(await shop.readCoupon(coupon)).timesUsed).toBe(1);
});

test('one customer in two windows uses a coupon as often as one customer may', async ({ shop }) => {
  const coupon = await shop.given.coupon({ amount: '1.00 EUR', perCustomerLimit: 1 });
  const carts = [await shop.given.cart({ coupon }), await shop.given.cart({ coupon })];

  const answers = await shop.raceAtGate(
    { table: 'coupons', id: coupon },
    carts.map((cart) => () => shop.placeOrder(cart, '18.00 EUR')),
  );

  const refused = answers.find(({ status }) => status === 422);
  expect(statuses(answers)).toEqual([201, 422]);
  expect(refused?.problem).toMatchObject({ reason: 'coupon-used-up-by-customer' });
});

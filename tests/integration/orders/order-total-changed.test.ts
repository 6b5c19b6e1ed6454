import { expect, moneyOf, test } from '@topheavy/testbed';

test('a price that rose since the customer saw it stops the order and is named', async ({ shop }) => {
  const product = await shop.given.product({ price: '10.00 EUR' });
  const cart = await shop.given.cart({ items: [{ product, quantity: 2 }] });
  await shop.changePrice(product.id, '11.00 EUR');

  const refusal = await shop.refuses('order-total-changed', () => shop.placeOrder(cart, '29.00 EUR'));

  const [from, to] = [moneyOf('10.00 EUR'), moneyOf('11.00 EUR')];
  expect(refusal).toMatchObject({
    status: 409,
    expected: moneyOf('29.00 EUR'),
    actual: moneyOf('31.00 EUR'),
    changes: [{ kind: 'price-changed', productId: product.id, from, to }],
  });
  expect(await shop.placeOrder(cart, '31.00 EUR')).toMatchObject({ status: 201 });
});

test('a price that fell stops the order too: nobody is charged a total that they did not see', async ({
  shop,
}) => {
  const product = await shop.given.product({ price: '10.00 EUR' });
  const cart = await shop.given.cart({ items: [{ product, quantity: 1 }] });
  await shop.changePrice(product.id, '9.00 EUR');

  const refusal = await shop.refuses('order-total-changed', () => shop.placeOrder(cart, '19.00 EUR'));

  expect(refusal['actual']).toEqual(moneyOf('18.00 EUR'));
});

test('a coupon that others used up meanwhile stops the order and is named', async ({ shop }) => {
  const coupon = await shop.given.coupon({ amount: '4.00 EUR', usageLimit: 1 });
  const cart = await shop.given.cart({ total: '30.00 EUR', coupon });
  await shop.given.placedOrder({ coupon, as: await shop.given.customer() });

  const refusal = await shop.refuses('order-total-changed', () => shop.placeOrder(cart, '26.00 EUR'));

  expect(refusal).toMatchObject({
    actual: moneyOf('30.00 EUR'),
    changes: [{ kind: 'coupon-no-longer-valid', code: coupon, reason: 'coupon-used-up' }],
  });
});

test('the right sum in the wrong currency is another total', async ({ shop }) => {
  const cart = await shop.given.cart({ total: '19.00 EUR' });

  const refusal = await shop.refuses('order-total-changed', () => shop.placeOrder(cart, '19.00 USD'));

  expect(refusal).toMatchObject({ expected: moneyOf('19.00 USD'), actual: moneyOf('19.00 EUR') });
});

test('a price that changes while the order waits for the cart counts as changed', async ({ shop }) => {
  const product = await shop.given.product({ price: '10.00 EUR' });
  const cart = await shop.given.cart({ items: [{ product, quantity: 1 }] });

  const [order] = await shop.passWhileWaiting<{ status: number }>(
    { table: 'carts', id: cart.id },
    () => shop.placeOrder(cart, '19.00 EUR'),
    () => shop.changePrice(product.id, '11.00 EUR'),
  );

  expect(order).toMatchObject({ status: 409, problem: { slug: 'order-total-changed' } });
});

test('a cart whose currency changes under the order is tried again, not charged at a wrong rate', async ({
  shop,
}) => {
  const cart = await shop.given.cart({ total: '19.00 EUR' });

  const [, order] = await shop.queueAtGate<{ status: number }>({ table: 'carts', id: cart.id }, [
    () => shop.setCurrency(cart, 'CHF'),
    () => shop.placeOrder(cart, '19.00 EUR'),
  ]);

  expect(order).toMatchObject({ status: 503, problem: { slug: 'conflict-retry' } });
});

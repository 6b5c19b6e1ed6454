import { accepted, expect, test } from '@topheavy/testbed';

test('the back office corrects how much there is', async ({ shop }) => {
  const product = await shop.given.product({ onHand: 10 });

  const corrected = accepted(await shop.setStock(product.id, 4));

  expect(corrected).toEqual({ productId: product.id, onHand: 4, reserved: 0, available: 4 });
  expect(await shop.stockOf(product)).toEqual(corrected);
  expect(accepted(await shop.readProduct(product.id)).available).toBe(4);
});

test('what is reserved is in the warehouse, but no longer available', async ({ shop }) => {
  const product = await shop.given.product({ onHand: 10 });

  await shop.given.placedOrder({ items: [{ product, quantity: 3 }] });

  expect(await shop.stockOf(product)).toEqual({
    productId: product.id,
    onHand: 10,
    reserved: 3,
    available: 7,
  });
  expect(accepted(await shop.readProduct(product.id)).available).toBe(7);
});

test('stock can be corrected down to what is reserved, and not below', async ({ shop }) => {
  const product = await shop.given.product({ onHand: 10 });
  await shop.given.placedOrder({ items: [{ product, quantity: 3 }] });

  const refusal = await shop.refuses('stock-below-reserved', () => shop.setStock(product.id, 2));
  const exact = await shop.setStock(product.id, 3);

  expect(refusal).toMatchObject({ status: 409, reserved: 3 });
  expect(exact).toMatchObject({ status: 200, body: { onHand: 3, reserved: 3, available: 0 } });
});

test('a correction and an order that meet never leave more reserved than there is', async ({ shop }) => {
  const product = await shop.given.product({ price: '10.00 EUR', onHand: 1 });
  const cart = await shop.given.cart({ items: [{ product, quantity: 1 }] });

  const answers = await shop.raceAtGate<{ status: number }>({ table: 'stock', id: product.id }, [
    () => shop.setStock(product.id, 0),
    () => shop.placeOrder(cart, '19.00 EUR'),
  ]);

  expect([
    [200, 409],
    [409, 201],
  ]).toContainEqual(answers.map(({ status }) => status));
});

test.for([
  { onHand: 1, reserved: 2, why: 'more reserved than there is' },
  { onHand: 1, reserved: -1, why: 'less than nothing reserved' },
])('the database refuses $why', async ({ onHand, reserved }, { shop }) => {
  const product = await shop.given.product();

  const oversold = shop.sql('UPDATE stock SET on_hand = $2, reserved = $3 WHERE product_id = $1', [
    product.id,
    onHand,
    reserved,
  ]);

  await expect(oversold).rejects.toThrow('stock_reserved_within_on_hand');
});

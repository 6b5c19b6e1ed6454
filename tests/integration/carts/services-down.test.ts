import { accepted, expect, FRANCE, GERMANY, test } from '@topheavy/testbed';

test('while the tax service is down no new country can be set, and the cart stays as it was', async ({
  shop,
}) => {
  const product = await shop.given.product();
  const cart = await shop.given.openCart({ items: [{ product, quantity: 1 }], address: GERMANY });
  const outage = await shop.outage('tax');

  const refusal = await shop.refuses('dependency-unavailable', () => shop.setAddress(cart, FRANCE));
  const made = await shop.refuses('dependency-unavailable', () => shop.createCart({ address: FRANCE }));
  await outage.end();

  expect(refusal).toMatchObject({ status: 503, detail: expect.stringContaining('tax') });
  expect(made.status).toBe(503);
  expect((await shop.setAddress(cart, FRANCE)).status).toBe(200);
});

test('while the carriers are down there are no rates, and the choice made before stands', async ({
  shop,
}) => {
  const cart = await shop.given.cart();
  const outage = await shop.outage('carriers');

  const refusal = await shop.refuses('dependency-unavailable', () => shop.quoteShipping(cart));
  await outage.end();

  expect(refusal.status).toBe(503);
  expect(accepted(await shop.readCart(cart)).shipping).toEqual(cart.shipping);
  expect((await shop.quoteShipping(cart)).status).toBe(200);
});

test('a cart in euros without an address needs no other service', async ({ shop }) => {
  const product = await shop.given.product();

  const cart = await shop.given.openCart({ items: [{ product, quantity: 1 }] });
  accepted(await shop.putItem(cart, product, 2));
  accepted(await shop.readCart(cart));

  expect(await shop.journal()).toEqual([]);
});

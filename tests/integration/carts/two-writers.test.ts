import { accepted, expect, FRANCE, GERMANY, test } from '@topheavy/testbed';

test('two items that are put in at the same moment are both in the cart', async ({ shop }) => {
  const [mug, cup] = await shop.given.products(2);
  const cart = await shop.given.openCart();
  const put =
    (product = cart as { id: string }) =>
    () =>
      shop.putItem(cart, product, 1);

  const answers = await shop.raceAtGate({ table: 'carts', id: cart.id }, [put(mug), put(cup)]);

  const ids = accepted(await shop.readCart(cart)).items.map(({ productId }) => productId);
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  expect(new Set(ids)).toEqual(new Set([mug?.id, cup?.id]));
});

test('one item that is put in twice at the same moment is one line, of one of the two quantities', async ({
  shop,
}) => {
  const product = await shop.given.product();
  const cart = await shop.given.openCart();

  const answers = await shop.raceAtGate({ table: 'carts', id: cart.id }, [
    () => shop.putItem(cart, product, 2),
    () => shop.putItem(cart, product, 5),
  ]);

  const { items } = accepted(await shop.readCart(cart));
  expect(answers.map(({ body }) => body.items[0]?.quantity)).toEqual([2, 5]);
  expect(items).toHaveLength(1);
  expect([2, 5]).toContain(items[0]?.quantity);
});

test('a writer whose rates no longer fit the cart is told to try again, and undoes nothing', async ({
  shop,
}) => {
  const product = await shop.given.product();
  const cart = await shop.given.openCart({ items: [{ product, quantity: 1 }] });
  const hold = await shop.fault({
    on: { op: 'frankfurter.rates.list' },
    phase: 'before-effect',
    effect: { kind: 'hold' },
  });

  const choosing = shop.setCurrency(cart, 'CHF');
  await shop.untilHeld(hold);
  accepted(await shop.setAddress(cart, FRANCE));
  await shop.release(hold);
  const refused = await choosing;

  expect(refused).toMatchObject({ status: 503, problem: { slug: 'conflict-retry' } });
  expect(accepted(await shop.readCart(cart))).toMatchObject({ currency: 'EUR', address: FRANCE });
  expect((await shop.setCurrency(cart, 'CHF')).status).toBe(200);
});

test('an item that comes before the order of its cart changes the total: the order is refused', async ({
  shop,
}) => {
  const extra = await shop.given.product();
  const cart = await shop.given.cart({ total: '19.00 EUR', address: GERMANY });

  const [put, placed] = await shop.queueAtGate<{ status: number }>({ table: 'carts', id: cart.id }, [
    () => shop.putItem(cart, extra, 1),
    () => shop.placeOrder(cart, '19.00 EUR'),
  ]);

  const { items, status } = accepted(await shop.readCart(cart));
  expect([put?.status, placed?.status]).toEqual([200, 409]);
  expect([status, items.length]).toEqual(['open', 2]);
});

test('an item that comes after the order of its cart is refused: the order is as it was', async ({
  shop,
}) => {
  const extra = await shop.given.product();
  const cart = await shop.given.cart({ total: '19.00 EUR', address: GERMANY });

  const [placed, put] = await shop.queueAtGate<{ status: number }>({ table: 'carts', id: cart.id }, [
    () => shop.placeOrder(cart, '19.00 EUR'),
    () => shop.putItem(cart, extra, 1),
  ]);

  const { items, status } = accepted(await shop.readCart(cart));
  expect([placed?.status, put?.status]).toEqual([201, 409]);
  expect([status, items.length]).toEqual(['ordered', 1]);
});

import { accepted, expect, tally, test, type Answer } from '@topheavy/testbed';

/** Who comes so late as to see that no use of the coupon is left is told that the total changed. */
const isPlacedOrWithoutCoupon = ({ status, problem }: Answer): boolean =>
  status === 201 || problem?.slug === 'coupon-refused' || problem?.slug === 'order-total-changed';

test('twenty buyers reach for the last unit: one order, and nobody is promised what is not there', async ({
  shop,
}) => {
  const product = await shop.given.product({ onHand: 1 });
  const carts = await shop.given.carts(20, { items: [{ product, quantity: 1 }] });

  const answers = await shop.race(20, (buyer) => shop.placeOrder(carts[buyer] ?? { id: '' }, '19.00 EUR'));

  expect(tally(answers)).toEqual({ 201: 1, 409: 19 });
  expect(await shop.stockOf(product)).toMatchObject({ reserved: 1, available: 0 });
});

test('fifty buyers and seven units: seven orders', async ({ shop }) => {
  const product = await shop.given.product({ onHand: 7 });
  const carts = await shop.given.carts(50, { items: [{ product, quantity: 1 }] });

  const answers = await shop.race(50, (buyer) => shop.placeOrder(carts[buyer] ?? { id: '' }, '19.00 EUR'));

  expect(tally(answers)).toEqual({ 201: 7, 409: 43 });
  expect(await shop.stockOf(product)).toMatchObject({ reserved: 7, available: 0 });
});

test('fifty orders of the same two products in opposite order all go through', async ({ shop }) => {
  const products = [await shop.given.product(), await shop.given.product()];
  const items = products.map((product) => ({ product, quantity: 1 }));
  const there = await shop.given.carts(25, { items });
  const back = await shop.given.carts(25, { items: items.toReversed() });
  const carts = there.flatMap((cart, index) => [cart, back[index] ?? cart]);

  const answers = await shop.race(50, (index) => shop.placeOrder(carts[index] ?? { id: '' }, '29.00 EUR'));

  expect(tally(answers)).toEqual({ 201: 50 });
});

test('fifty orders reach for the last five uses of a coupon: five get it', async ({ shop }) => {
  const coupon = await shop.given.coupon({ amount: '1.00 EUR', usageLimit: 5 });
  const carts = await shop.given.carts(50, { coupon });

  const answers = await shop.race(50, (index) => shop.placeOrder(carts[index] ?? { id: '' }, '18.00 EUR'));

  expect(answers.filter(({ status }) => status === 201)).toHaveLength(5);
  expect(answers.filter((answer) => !isPlacedOrWithoutCoupon(answer))).toEqual([]);
  expect(accepted(await shop.readCoupon(coupon)).timesUsed).toBe(5);
});

test('a customer in fifty windows uses a coupon as often as one customer may', async ({ shop }) => {
  const coupon = await shop.given.coupon({ amount: '1.00 EUR', perCustomerLimit: 3 });
  const carts = await shop.given.carts(50, { coupon });

  const answers = await shop.race(50, (index) => shop.placeOrder(carts[index] ?? { id: '' }, '18.00 EUR'));

  expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
  expect(answers.filter((answer) => !isPlacedOrWithoutCoupon(answer))).toEqual([]);
  expect(accepted(await shop.readCoupon(coupon)).timesUsed).toBe(3);
});

test('of fifty corrections made on the same version at once one is kept', async ({ shop }) => {
  const order = await shop.given.placedOrder();
  const etag = (await shop.readOrder(order)).headers['etag'] ?? null;

  const answers = await shop.race(50, (index) =>
    shop.updateOrder(order, etag, { deliveryNote: `Note ${index}` }),
  );

  const kept = answers.find(({ status }) => status === 200);
  expect(tally(answers)).toEqual({ 200: 1, 412: 49 });
  expect((await shop.readOrder(order)).body.deliveryNote).toBe(kept?.body.deliveryNote);
});

test('a cart that is ordered while fifty others write to it is ordered as it was at one moment', async ({
  shop,
}) => {
  const extra = await shop.given.product();
  const cart = await shop.given.cart({ total: '19.00 EUR' });

  const [puts, placed] = await Promise.all([
    shop.race(50, (index) => shop.putItem(cart, extra, index + 1)),
    shop.placeOrder(cart, '19.00 EUR'),
  ]);

  const { items, status } = accepted(await shop.readCart(cart));
  const isOrdered = placed.status === 201;
  expect(status).toBe(isOrdered ? 'ordered' : 'open');
  expect(tally(puts)).toEqual(isOrdered ? { 409: 50 } : { 200: 50 });
  expect(items).toHaveLength(isOrdered ? 1 : 2);
});

test('while a price changes and changes, nobody pays a total that they did not see', async ({ shop }) => {
  const product = await shop.given.product({ price: '10.00 EUR' });
  const carts = await shop.given.carts(40, { items: [{ product, quantity: 1 }] });

  const [orders] = await Promise.all([
    shop.race(40, (index) => shop.placeOrder(carts[index] ?? { id: '' }, '19.00 EUR')),
    shop.race(10, (index) => shop.changePrice(product.id, index % 2 === 0 ? '11.00 EUR' : '10.00 EUR')),
  ]);

  const placed = orders.filter(({ status }) => status === 201);
  const refused = orders.filter(({ problem }) => problem?.slug === 'order-total-changed');
  const lines = await shop.sql('SELECT DISTINCT base_unit_minor FROM order_lines WHERE product_id = $1', [
    product.id,
  ]);
  expect(placed.length + refused.length).toBe(40);
  expect(lines).toEqual(placed.length === 0 ? [] : [{ base_unit_minor: '1000' }]);
});

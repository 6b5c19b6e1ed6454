import { accepted, expect, GERMANY, test } from '@topheavy/testbed';

const NOBODYS = '01890a5d-ac96-774b-bcce-b302099a8057';

test('an order is answered where it can be read, as it will be read', async ({ shop }) => {
  const cart = await shop.given.cart();

  const placed = await shop.placeOrder(cart, '19.00 EUR', { deliveryNote: 'Ring twice' });

  const read = await shop.readOrder(accepted(placed));
  expect(placed).toMatchObject({
    status: 201,
    headers: { location: `/v1/orders/${placed.body.id}`, etag: read.headers['etag'] },
    body: read.body,
  });
  expect(placed.body).toMatchObject({
    status: 'pending_payment',
    taxMode: 'inclusive',
    address: GERMANY,
    deliveryNote: 'Ring twice',
    payment: null,
    shipmentId: null,
    couponCode: null,
    cancelReason: null,
    confirmedAt: null,
    shipping: { carrier: 'UPS', service: cart.shipping?.service },
  });
});

test('an unpaid order holds its items for half an hour', async ({ shop }) => {
  const product = await shop.given.product({ onHand: 5 });
  const order = await shop.given.placedOrder({ items: [{ product, quantity: 2 }] });

  expect(await shop.stockOf(product)).toMatchObject({ onHand: 5, reserved: 2, available: 3 });
  expect(Date.parse(order.body.expiresAt) - Date.parse(order.body.placedAt)).toBe(30 * 60_000);
});

test("an order goes to the customer's own e-mail address unless it names another", async ({ shop }) => {
  const [first, second] = [await shop.given.cart(), await shop.given.cart()];

  const own = await shop.placeOrder(first, '19.00 EUR');
  const named = await shop.placeOrder(second, '19.00 EUR', { email: 'gift@friends.example' });

  expect([own.body.email, named.body.email]).toEqual([shop.customer.email, 'gift@friends.example']);
});

test('an ordered cart is closed and shows that it became an order', async ({ shop }) => {
  const cart = await shop.given.cart();
  await shop.placeOrder(cart, '19.00 EUR');

  const again = await shop.refuses('cart-already-ordered', () => shop.placeOrder(cart, '19.00 EUR'));

  expect(again.status).toBe(409);
  expect((await shop.readCart(cart)).body).toMatchObject({ status: 'ordered', missing: [], changes: [] });
});

test("nobody orders somebody else's cart, or one that does not exist", async ({ shop }) => {
  const stranger = await shop.given.customer();
  const cart = await shop.given.cart();

  const theirs = await shop.refuses('cart-not-found', () =>
    shop.placeOrder(cart, '19.00 EUR', {}, { as: stranger }),
  );
  const nobodys = await shop.refuses('cart-not-found', () => shop.placeOrder({ id: NOBODYS }, '19.00 EUR'));

  expect([theirs.status, nobodys.status]).toEqual([404, 404]);
});

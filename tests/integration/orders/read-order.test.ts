import { accepted, expect, test } from '@topheavy/testbed';

const NOBODYS = { id: '01890a5d-ac96-774b-bcce-b302099a8057' };

test('a client that has the order as it is now is told so without a body', async ({ shop }) => {
  const order = await shop.given.placedOrder();
  const { etag = '' } = (await shop.readOrder(order)).headers;

  const again = await shop.readOrder(order, { headers: { 'if-none-match': etag } });

  expect(again).toMatchObject({ status: 304, text: '' });
});

test('a client that has an older version gets the new one', async ({ shop }) => {
  const order = await shop.given.placedOrder();
  const { etag = '' } = (await shop.readOrder(order)).headers;
  await shop.cancelOrder(order);

  const again = await shop.readOrder(order, { headers: { 'if-none-match': etag } });

  expect(again).toMatchObject({ status: 200, body: { status: 'cancelled' } });
});

test('a payment that waits for the customer makes the order a new one to read', async ({ shop }) => {
  const order = await shop.given.placedOrder();
  const { etag = '' } = (await shop.readOrder(order)).headers;
  const payment = accepted(await shop.authorize(order, 'pm_card_authenticationRequired'));

  const again = await shop.readOrder(order, { headers: { 'if-none-match': etag } });

  const shown = { id: payment.id, status: 'requires_action' };
  expect(again).toMatchObject({ status: 200, body: { status: 'pending_payment', payment: shown } });
});

test('an order shows the payment that counts, not the one that was declined', async ({ shop }) => {
  const order = await shop.given.placedOrder();
  await shop.authorize(order, 'pm_card_chargeDeclined');
  const declined = await shop.read(order);
  const payment = accepted(await shop.authorize(order));

  expect(declined.payment).toMatchObject({ status: 'declined' });
  expect(await shop.read(order)).toMatchObject({
    status: 'confirmed',
    confirmedAt: expect.any(String),
    payment: { id: payment.id, status: 'authorized' },
  });
});

test("somebody else's order does not exist, and the back office reads every order", async ({ shop }) => {
  const order = await shop.given.placedOrder();
  const stranger = await shop.given.customer();

  const theirs = await shop.readOrder(order, { as: stranger });
  const nobodys = await shop.readOrder(NOBODYS, { as: stranger });
  const office = await shop.readOrder(order, { as: shop.backOffice });

  expect(theirs).toMatchObject({ status: 404, problem: { slug: 'order-not-found' } });
  expect(nobodys).toMatchObject({ status: 404, problem: { slug: 'order-not-found' } });
  expect(office).toMatchObject({ status: 200, body: order.body });
});

test('an order stays as it was sold when the product, its price and the tax change later', async ({
  shop,
}) => {
  const product = await shop.given.product({ name: 'Lamp', price: '10.00 EUR' });
  const order = await shop.given.placedOrder({ items: [{ product, quantity: 1 }], currency: 'CHF' });
  await shop.changePrice(product.id, '99.00 EUR');
  await shop.updateProduct(product.id, { name: 'Lantern', active: false });
  await shop.fact('frankfurter', 'rate', { base: 'EUR', quote: 'CHF', rate: 0.5 });
  await shop.fact('vatcomply', 'vat_rate', { country_code: 'DE', standard_rate: 25 });

  const later = await shop.readOrder(order);

  expect(later.body).toEqual(order.body);
  expect(later.body.lines[0]?.name).toBe('Lamp');
});

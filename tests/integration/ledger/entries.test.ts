import { accepted, expect, test, withMoneyAsText, type Shop } from '@topheavy/testbed';

/** The order's book as rows: kind, account, debit, credit. */
async function book(shop: Shop, order: { id: string }) {
  const { transactions } = withMoneyAsText(accepted(await shop.readLedger(order)));
  return transactions.flatMap(({ kind, entries }) =>
    entries.map(({ account, debit, credit }) => [kind, account, debit, credit]),
  );
}

test('an order of which nothing was captured has an empty book', async ({ shop }) => {
  const order = await shop.given.authorisedOrder();

  const ledger = await shop.readLedger(order);

  expect(ledger).toMatchObject({ status: 200, body: { orderId: order.id, transactions: [], balances: [] } });
});

test('a capture books the money as a claim on the provider, against sales and the tax owed', async ({
  shop,
}) => {
  const order = await shop.given.authorisedOrder({ total: '100.00 EUR' });

  const { body: capture } = await shop.capture(order, '100.00 EUR');

  expect(await book(shop, order)).toEqual([
    ['capture', 'payment_clearing', '100.00 EUR', null],
    ['capture', 'sales', null, '84.03 EUR'],
    ['capture', 'vat_payable', null, '15.97 EUR'],
  ]);
  expect((await shop.readLedger(order)).body.transactions).toMatchObject([
    { sourceId: capture.id, currency: 'EUR' },
  ]);
});

test('each part that is captured is a transaction of its own, and together they are the order', async ({
  shop,
}) => {
  const order = await shop.given.authorisedOrder({ total: '100.00 EUR' });

  await shop.capture(order, '33.33 EUR');
  await shop.capture(order, '66.67 EUR');

  expect(await book(shop, order)).toEqual([
    ['capture', 'payment_clearing', '33.33 EUR', null],
    ['capture', 'sales', null, '28.01 EUR'],
    ['capture', 'vat_payable', null, '5.32 EUR'],
    ['capture', 'payment_clearing', '66.67 EUR', null],
    ['capture', 'sales', null, '56.02 EUR'],
    ['capture', 'vat_payable', null, '10.65 EUR'],
  ]);
  expect(await shop.books(order)).toEqual({
    payment_clearing: '100.00 EUR',
    sales: '-84.03 EUR',
    vat_payable: '-15.97 EUR',
  });
});

test("a refund mirrors a capture: it takes back sales and tax, and the provider's debt to the shop", async ({
  shop,
}) => {
  const order = await shop.given.capturedOrder({ total: '100.00 EUR' });

  const { body: refund } = await shop.refund(order, '30.00 EUR');

  expect((await book(shop, order)).slice(3)).toEqual([
    ['refund', 'sales', '25.21 EUR', null],
    ['refund', 'vat_payable', '4.79 EUR', null],
    ['refund', 'payment_clearing', null, '30.00 EUR'],
  ]);
  expect((await shop.readLedger(order)).body.transactions[1]).toMatchObject({ sourceId: refund.id });
});

test('an order whose whole capture was refunded in parts has a book of zeros', async ({ shop }) => {
  const order = await shop.given.capturedOrder({ total: '100.00 EUR' });

  for (const part of ['0.01 EUR', '33.33 EUR', '66.66 EUR']) await shop.refund(order, part);

  expect(await shop.books(order)).toEqual({
    payment_clearing: '0.00 EUR',
    sales: '0.00 EUR',
    vat_payable: '0.00 EUR',
  });
});

test('a refund that came back is taken out by a posting of its own: the book is never rewritten', async ({
  shop,
}) => {
  const order = await shop.given.capturedOrder({ total: '100.00 EUR' });
  await shop.refund(order, '30.00 EUR');
  const before = await book(shop, order);
  await shop.bankReturnsRefund(order);

  await shop.deliverWebhooks({ provider: 'stripe' });

  expect(await book(shop, order)).toEqual([
    ...before,
    ['refund_reversal', 'sales', null, '25.21 EUR'],
    ['refund_reversal', 'vat_payable', null, '4.79 EUR'],
    ['refund_reversal', 'payment_clearing', '30.00 EUR', null],
  ]);
});

test('a label is booked in the currency that the carrier is paid in, beside the euros of the order', async ({
  shop,
}) => {
  const order = await shop.given.shippedOrder({ total: '100.00 EUR' });

  expect((await book(shop, order)).slice(3)).toEqual([
    ['label', 'shipping_expense', '10.00 USD', null],
    ['label', 'carrier_payable', null, '10.00 USD'],
  ]);
  expect(await shop.books(order)).toMatchObject({
    payment_clearing: '100.00 EUR',
    shipping_expense: '10.00 USD',
    carrier_payable: '-10.00 USD',
  });
});

test('an order without tax books none: an entry of zero would say nothing', async ({ shop }) => {
  await shop.fact('easypost', 'flat_rate', { dollars: '0.00' });
  const product = await shop.given.product({ price: '100.00 EUR', taxCategory: 'zero' });
  const order = await shop.given.capturedOrder({ items: [{ product, quantity: 1 }] });

  expect(await book(shop, order)).toEqual([
    ['capture', 'payment_clearing', '100.00 EUR', null],
    ['capture', 'sales', null, '100.00 EUR'],
  ]);
});

test('a label that costs nothing is not in the book', async ({ shop }) => {
  await shop.fact('easypost', 'flat_rate', { dollars: '0.00' });

  const order = await shop.given.shippedOrder();

  expect((await book(shop, order)).map(([kind]) => kind)).not.toContain('label');
});

test('an order in yen is booked in yen', async ({ shop }) => {
  const order = await shop.given.capturedOrder({ currency: 'JPY' });

  expect((await shop.books(order))['payment_clearing']).toBe(order.total);
});

test("only whoever may see the order sees its book: somebody else's looks as if it did not exist", async ({
  shop,
}) => {
  const owner = await shop.given.customerWithout('shipments:write');
  const stranger = await shop.given.customerWithout('shipments:write');
  const order = await shop.given.capturedOrder({ as: owner });

  const own = await shop.readLedger(order, { as: owner });
  const theirs = await shop.readLedger(order, { as: stranger });
  const nobodys = await shop.readLedger({ id: order.paymentId });

  expect([own.status, theirs.status, nobodys.status]).toEqual([200, 404, 404]);
  expect([theirs.problem?.slug, nobodys.problem?.slug]).toEqual(['order-not-found', 'order-not-found']);
});

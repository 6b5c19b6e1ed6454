import { expect, FRANCE, test, type Shop } from '@topheavy/testbed';

/** From now on the provider answers this question as it was before its last change. */
const isBehind = (shop: Shop, op: string) =>
  shop.lastingFault({ on: { op }, phase: 'after-effect', effect: { kind: 'stale' } });

test('a payment that is shown as it was decides nothing, and the next look settles it', async ({ shop }) => {
  const order = await shop.given.placedOrder({ total: '100.00 EUR' });
  await shop.authorize(order, 'pm_card_threeDSecure2Required');
  const behind = await isBehind(shop, 'stripe.payment_intents.retrieve');
  await shop.customerAuthenticates(order);

  await shop.sweepPayments({ minutesLater: 2 });
  const meanwhile = await shop.read(order);
  await behind.end();
  await shop.sweepPayments({ minutesLater: 4 });

  expect(meanwhile).toMatchObject({ paymentStatus: 'requires_action' });
  expect(await shop.read(order)).toMatchObject({ status: 'confirmed', authorized: '100.00 EUR' });
});

test('an event whose payment is shown as it was is made good by the sweeper', async ({ shop }) => {
  const order = await shop.given.placedOrder({ total: '100.00 EUR' });
  await shop.authorize(order, 'pm_card_threeDSecure2Required');
  const behind = await isBehind(shop, 'stripe.payment_intents.retrieve');
  await shop.customerAuthenticates(order);

  await shop.deliverWebhooks({ provider: 'stripe' });
  await behind.end();
  await shop.sweepPayments({ minutesLater: 2 });

  expect(await shop.read(order)).toMatchObject({ status: 'confirmed', authorized: '100.00 EUR' });
  expect(await shop.atTheBank(order)).toMatchObject([{ status: 'requires_capture' }]);
});

test('a capture that is not shown yet is asked for under the same key, and taken and booked once', async ({
  shop,
}) => {
  const order = await shop.given.authorisedOrder({ total: '100.00 EUR' });
  const behind = await isBehind(shop, 'stripe.payment_intents.retrieve');
  await shop.loseAnswer('stripe.payment_intents.capture');
  await shop.capture(order, '40.00 EUR');

  await shop.sweepPayments({ minutesLater: 2 });
  await behind.end();

  expect(await shop.read(order)).toMatchObject({ captured: '40.00 EUR', capturable: '60.00 EUR' });
  expect(await shop.books(order)).toMatchObject({ payment_clearing: '40.00 EUR' });
  expect(await shop.atTheBank(order)).toMatchObject([{ captured: '40.00 EUR' }]);
});

test('a hold that is not shown yet is let go when it shows up, whoever paid anew meanwhile', async ({
  shop,
}) => {
  const order = await shop.given.placedOrder({ total: '100.00 EUR' });
  const behind = await isBehind(shop, 'stripe.payment_intents.list');
  await shop.loseAnswer('stripe.payment_intents.create');
  await shop.authorize(order);
  await shop.sweepPayments({ minutesLater: 2 });
  await behind.end();

  await shop.authorize(order);
  await shop.deliverWebhooks({ provider: 'stripe' });
  await shop.sweepPayments({ minutesLater: 4 });

  expect(await shop.read(order)).toMatchObject({ status: 'confirmed', authorized: '100.00 EUR' });
  expect(await shop.atTheBank(order)).toMatchObject([
    { status: 'canceled', captured: '0.00 EUR' },
    { status: 'requires_capture', captured: '0.00 EUR' },
  ]);
});

test('a refund that is not shown yet is asked for under the same key, and given and booked once', async ({
  shop,
}) => {
  const order = await shop.given.capturedOrder({ total: '100.00 EUR' });
  const behind = await isBehind(shop, 'stripe.refunds.list');
  await shop.loseAnswer('stripe.refunds.create');
  await shop.refund(order, '30.00 EUR');

  await shop.sweepPayments({ minutesLater: 2 });
  await behind.end();

  expect(await shop.read(order)).toMatchObject({ refunded: '30.00 EUR', refundable: '70.00 EUR' });
  expect(await shop.books(order)).toMatchObject({ payment_clearing: '70.00 EUR' });
  expect(await shop.atTheBank(order)).toMatchObject([{ refunds: ['30.00 EUR'] }]);
});

test('a label that is not shown yet is found when another is to be bought, and is the only one', async ({
  shop,
}) => {
  const order = await shop.given.authorisedOrder();
  const behind = await isBehind(shop, 'easypost.shipments.retrieve');
  await shop.loseAnswer('easypost.shipments.buy', 1);
  await shop.buyLabel(order);
  await shop.sweepShipments({ minutesLater: 2 });
  await behind.end();

  const again = await shop.buyLabel(order);

  expect(again).toMatchObject({ status: 201, body: { status: 'purchased' } });
  expect(await shop.read(order)).toMatchObject({ status: 'fulfilled' });
  expect(await shop.books(order)).toMatchObject({ shipping_expense: '10.00 USD' });
  expect(await shop.labelsBought()).toBe(1);
});

test('a report about a parcel whose label is not shown yet has to come again, and then counts', async ({
  shop,
}) => {
  const order = await shop.given.authorisedOrder();
  await shop.loseAnswer('easypost.shipments.buy', 1);
  const { body: shipment } = await shop.buyLabel(order);
  await shop.carrierReports({ trackingCode: await shop.lastTrackingCode() }, 'in_transit');
  // Two changes behind, which a stale read is not: the report is the last one.
  const behind = await shop.lastingFault({
    on: { op: 'easypost.shipments.retrieve' },
    phase: 'after-effect',
    effect: { kind: 'drift', changes: [{ change: 'retype', path: '$.postage_label', to: 'null' }] },
  });

  const early = await shop.deliverWebhooks({ provider: 'easypost', only: ['tracker.updated'] });
  await behind.end();
  const again = await shop.deliverWebhooks({ provider: 'easypost', only: ['tracker.updated'] });

  expect([early, again]).toMatchObject([[{ status: 503 }], [{ status: 204 }]]);
  expect((await shop.readShipment(shipment)).body).toMatchObject({
    status: 'in_transit',
    updates: [{ status: 'in_transit' }],
  });
});

test('a count that is not the last one is sold by until the next sync', async ({ shop }) => {
  const product = await shop.given.product({ onHand: 5 });
  await shop.warehouseCounts(product, 9);
  const behind = await isBehind(shop, 'square.inventory.batch_retrieve_counts');
  await shop.warehouseCounts(product, 3);

  await shop.syncStock();
  const old = await shop.stockOf(product);
  await behind.end();
  await shop.syncStock();

  expect(old).toMatchObject({ onHand: 9 });
  expect(await shop.stockOf(product)).toMatchObject({ onHand: 3 });
});

test('an exchange rate that is not the last one is used until the rates are asked for again', async ({
  shop,
}) => {
  const cart = await shop.given.cart({ total: '109.00 EUR' });
  await shop.fact('frankfurter', 'rate', { base: 'EUR', quote: 'CHF', rate: 0.95 });
  const behind = await isBehind(shop, 'frankfurter.rates.list');
  await shop.fact('frankfurter', 'rate', { base: 'EUR', quote: 'CHF', rate: 0.9 });

  await shop.setCurrency(cart, 'CHF');
  await behind.end();

  expect((await shop.readCartAsText(cart)).totals).toMatchObject({ subtotal: '95.00 CHF' });
});

test('a VAT rate that is not the last one is charged until the rates are asked for again', async ({
  shop,
}) => {
  const cart = await shop.given.cart({ total: '109.00 EUR' });
  await shop.fact('vatcomply', 'vat_rate', { country_code: 'FR', standard_rate: 21 });
  const behind = await isBehind(shop, 'vatcomply.vat_rates.list');
  await shop.fact('vatcomply', 'vat_rate', { country_code: 'FR', standard_rate: 25 });

  await shop.setAddress(cart, FRANCE);
  await behind.end();

  expect((await shop.readCartAsText(cart)).totals).toMatchObject({ taxes: [{ rateBasisPoints: 2100 }] });
});

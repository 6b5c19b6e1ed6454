import { expect, test } from '@topheavy/testbed';

test('a capture whose answer was lost is set aside, and recorded once when its webhook comes', async ({
  shop,
}) => {
  const order = await shop.given.authorisedOrder({ total: '100.00 EUR' });
  await shop.loseAnswer('stripe.payment_intents.capture');
  const capture = await shop.capture(order, '40.00 EUR');
  const open = await shop.read(order);

  await shop.deliverWebhooks({ provider: 'stripe', duplicate: true });

  expect(capture).toMatchObject({ status: 202, body: { status: 'processing', net: null, tax: null } });
  expect(open).toMatchObject({ captured: '0.00 EUR', capturable: '60.00 EUR' });
  expect(await shop.read(order)).toMatchObject({ captured: '40.00 EUR', capturable: '60.00 EUR' });
  expect(await shop.atTheBank(order)).toMatchObject([{ captured: '40.00 EUR' }]);
});

test('a capture that never reached the provider is made by the sweeper, under the same key', async ({
  shop,
}) => {
  const order = await shop.given.authorisedOrder({ total: '100.00 EUR' });
  await shop.loseRequest('stripe.payment_intents.capture');
  await shop.capture(order, '40.00 EUR');

  await shop.sweepPayments({ minutesLater: 2 });

  const calls = await shop.journal({ op: 'stripe.payment_intents.capture' });
  expect(new Set(calls.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
  expect(await shop.read(order)).toMatchObject({ captured: '40.00 EUR', capturable: '60.00 EUR' });
  expect(await shop.atTheBank(order)).toMatchObject([{ captured: '40.00 EUR' }]);
});

test('a capture that never reached the provider and is refused later gives its amount back to the hold', async ({
  shop,
}) => {
  const order = await shop.given.authorisedOrder({ total: '100.00 EUR' });
  await shop.loseRequest('stripe.payment_intents.capture');
  await shop.capture(order, '40.00 EUR');
  await shop.reject('stripe.payment_intents.capture');

  await shop.sweepPayments({ minutesLater: 2 });

  expect(await shop.read(order)).toMatchObject({
    captured: '0.00 EUR',
    capturable: '100.00 EUR',
    captures: [{ status: 'failed' }],
  });
});

test('a provider that cannot be asked leaves a capture set aside until the next sweep', async ({ shop }) => {
  const order = await shop.given.authorisedOrder({ total: '100.00 EUR' });
  await shop.loseAnswer('stripe.payment_intents.capture');
  await shop.capture(order, '40.00 EUR');
  await shop.loseRequest('stripe.payment_intents.retrieve');

  await shop.sweepPayments({ minutesLater: 2 });
  expect(await shop.read(order)).toMatchObject({ captured: '0.00 EUR', capturable: '60.00 EUR' });

  await shop.sweepPayments({ minutesLater: 4 });
  expect(await shop.read(order)).toMatchObject({ captured: '40.00 EUR', capturable: '60.00 EUR' });
});

test('what no answer of a provider explains is an error for operators, and keeps nobody else waiting', async ({
  shop,
}) => {
  const spoilt = await shop.given.authorisedOrder({ total: '100.00 EUR' });
  const other = await shop.given.authorisedOrder({ total: '100.00 EUR' });
  for (const order of [spoilt, other]) {
    await shop.loseAnswer('stripe.payment_intents.capture');
    await shop.capture(order, '40.00 EUR');
  }
  const setReference = (reference: string | null) =>
    shop.sql('UPDATE payments SET provider_reference = $1 WHERE id = $2', [reference, spoilt.paymentId]);
  const [bank] = await shop.sql<{ reference: string }>(
    'SELECT provider_reference AS reference FROM payments WHERE id = $1',
    [spoilt.paymentId],
  );
  await setReference(null);
  shop.logs.expectError(/holds nothing.*not settled/);

  await shop.sweepPayments({ minutesLater: 2 });

  expect(await shop.read(other)).toMatchObject({ captured: '40.00 EUR' });
  await setReference(bank?.reference ?? null);
  await shop.sweepPayments({ minutesLater: 4 });
  expect(await shop.read(spoilt)).toMatchObject({ captured: '40.00 EUR' });
});

test('a capture that was carried out is found however late somebody looks', async ({ shop }) => {
  const order = await shop.given.authorisedOrder({ total: '100.00 EUR' });
  await shop.loseAnswer('stripe.payment_intents.capture');
  await shop.capture(order, '40.00 EUR');

  await shop.sweepPayments({ minutesLater: 25 * 60 });

  expect(await shop.read(order)).toMatchObject({ captured: '40.00 EUR', capturable: '60.00 EUR' });
});

test('what one capture has set aside no other can take', async ({ shop }) => {
  const order = await shop.given.authorisedOrder({ total: '100.00 EUR' });
  await shop.loseAnswer('stripe.payment_intents.capture');
  await shop.capture(order, '40.00 EUR');

  const refusal = await shop.refuses('capture-exceeds-authorization', () => shop.capture(order, '60.01 EUR'));

  expect(refusal).toMatchObject({ capturable: { amount: 6000, currency: 'EUR' } });
});

test('a capture whose outcome is open is neither followed by a final one nor undone by a cancellation', async ({
  shop,
}) => {
  const order = await shop.given.authorisedOrder({ total: '100.00 EUR' });
  await shop.loseAnswer('stripe.payment_intents.capture');
  await shop.capture(order, '40.00 EUR');

  for (const act of [
    () => shop.capture(order, '10.00 EUR', { final: true }),
    () => shop.void(order),
    () => shop.cancelOrder(order),
  ]) {
    expect(await shop.refuses('invalid-state-transition', act)).toMatchObject({ status: 409 });
  }
});

test('nothing follows a final capture whose outcome is open', async ({ shop }) => {
  const order = await shop.given.authorisedOrder({ total: '100.00 EUR' });
  await shop.loseAnswer('stripe.payment_intents.capture');
  await shop.capture(order, '40.00 EUR', { final: true });

  const refusal = await shop.refuses('invalid-state-transition', () => shop.capture(order, '10.00 EUR'));

  expect(refusal).toMatchObject({ status: 409, from: 'authorized' });
  expect(await shop.read(order)).toMatchObject({ capturable: '0.00 EUR' });
});

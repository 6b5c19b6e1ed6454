import { expect, test } from '@topheavy/testbed';

const CHALLENGED = 'pm_card_threeDSecure2Required';

test('a card that needs authentication sends the customer to the bank and leaves the order unconfirmed', async ({
  shop,
}) => {
  const order = await shop.given.placedOrder();

  const payment = await shop.authorize(order, CHALLENGED);

  expect(payment).toMatchObject({ status: 202, body: { status: 'requires_action' } });
  expect(payment.body.nextActionUrl).toMatch(/^https:\/\//);
  expect(await shop.read(order)).toMatchObject({ status: 'pending_payment', authorized: '0.00 EUR' });
});

test('a customer who authenticates has paid as soon as the webhook arrives', async ({ shop }) => {
  const order = await shop.given.placedOrder({ total: '100.00 EUR' });
  const payment = await shop.authorize(order, CHALLENGED);
  await shop.customerAuthenticates(order);

  await shop.deliverWebhooks({ provider: 'stripe' });

  expect(await shop.read(order)).toMatchObject({
    status: 'confirmed',
    payment: { id: payment.body.id, status: 'authorized' },
    authorized: '100.00 EUR',
  });
  expect((await shop.readPayment({ ...order, paymentId: payment.body.id })).body.nextActionUrl).toBeNull();
});

test('a customer who fails to authenticate is declined, and can pay with another card', async ({ shop }) => {
  const order = await shop.given.placedOrder();
  const payment = await shop.authorize(order, CHALLENGED);
  await shop.customerAuthenticates(order, 'failed');

  await shop.deliverWebhooks({ provider: 'stripe' });

  const declined = await shop.readPayment({ ...order, paymentId: payment.body.id });
  expect(declined.body).toMatchObject({ status: 'declined', declineCode: 'authentication_failed' });
  expect(await shop.authorize(order)).toMatchObject({ status: 201 });
});

test('where no webhook comes, the sweeper finds that the customer authenticated', async ({ shop }) => {
  const order = await shop.given.placedOrder();
  await shop.authorize(order, CHALLENGED);
  await shop.customerAuthenticates(order);

  await shop.sweepPayments({ minutesLater: 2 });

  expect(await shop.read(order)).toMatchObject({ status: 'confirmed', paymentStatus: 'authorized' });
});

test('a payment that the provider still works on is waited for', async ({ shop }) => {
  const order = await shop.given.placedOrder();
  await shop.fact('stripe', 'slow_confirmation');
  const payment = await shop.authorize(order);
  await shop.sweepPayments({ minutesLater: 2 });

  const waiting = await shop.read(order);
  await shop.bankDecides(order);
  await shop.deliverWebhooks({ provider: 'stripe' });

  expect(payment).toMatchObject({ status: 202, body: { status: 'processing' } });
  expect(waiting).toMatchObject({ status: 'pending_payment', paymentStatus: 'processing' });
  expect(await shop.read(order)).toMatchObject({ status: 'confirmed', paymentStatus: 'authorized' });
});

test('an order that is cancelled while its customer is at the bank takes no money', async ({ shop }) => {
  const order = await shop.given.placedOrder();
  await shop.authorize(order, CHALLENGED);

  await shop.cancelOrder(order);

  expect(await shop.read(order)).toMatchObject({ status: 'cancelled', paymentStatus: 'voided' });
  expect(await shop.atTheBank(order)).toMatchObject([{ status: 'canceled', captured: '0.00 EUR' }]);
});

test('a hold that comes about after its order was cancelled is let go', async ({ shop }) => {
  const order = await shop.given.placedOrder();
  await shop.authorize(order, CHALLENGED);
  await shop.loseRequest('stripe.payment_intents.cancel');
  await shop.cancelOrder(order);
  await shop.customerAuthenticates(order);

  await shop.deliverWebhooks({ provider: 'stripe' });
  await shop.sweepPayments({ minutesLater: 2 });

  expect(await shop.read(order)).toMatchObject({ status: 'cancelled', paymentStatus: 'voided' });
  expect(await shop.atTheBank(order)).toMatchObject([{ status: 'canceled', captured: '0.00 EUR' }]);
});

import { expect, test } from '@topheavy/testbed';

test('a hold that the bank would not look at is in nobody’s way: another card can be tried at once', async ({
  shop,
}) => {
  const order = await shop.given.placedOrder();
  await shop.turnAway('stripe.payment_intents.create');
  const first = await shop.authorize(order, 'pm_card_visa');

  const second = await shop.authorize(order, 'pm_card_mastercard');

  expect([first.status, second.status]).toEqual([503, 201]);
});

test('a capture that the bank would not look at keeps nothing of the hold back', async ({ shop }) => {
  const order = await shop.given.authorisedOrder({ total: '100.00 EUR' });
  await shop.turnAway('stripe.payment_intents.capture');
  const first = await shop.capture(order, '60.00 EUR');

  const second = await shop.capture(order, '100.00 EUR');

  expect([first.status, second.status]).toEqual([503, 201]);
});

test('a refund that the bank would not look at keeps nothing of the captured amount back', async ({
  shop,
}) => {
  const order = await shop.given.capturedOrder({ total: '100.00 EUR' });
  await shop.turnAway('stripe.refunds.create');
  const first = await shop.refund(order, '60.00 EUR');

  const second = await shop.refund(order, '100.00 EUR');

  expect([first.status, second.status]).toEqual([503, 201]);
});

import { expect, test, type Shop } from '@topheavy/testbed';

/** Of a hold of 100.00 EUR the bank captured 40.00 and never heard of 30.00; the shop knows of neither. */
async function givenTwoOpenCaptures(shop: Shop) {
  const order = await shop.given.authorisedOrder({ total: '100.00 EUR' });
  await shop.loseAnswer('stripe.payment_intents.capture');
  await shop.capture(order, '40.00 EUR');
  await shop.loseRequest('stripe.payment_intents.capture');
  await shop.capture(order, '30.00 EUR');
  return order;
}

test('of two captures with open outcomes, each is found or made, and neither twice', async ({ shop }) => {
  const order = await givenTwoOpenCaptures(shop);

  await shop.sweepPayments({ minutesLater: 2 });

  expect(await shop.read(order)).toMatchObject({ captured: '70.00 EUR', capturable: '30.00 EUR' });
  expect(await shop.atTheBank(order)).toMatchObject([{ captured: '70.00 EUR' }]);
});

test('a capture that may have been carried out is not given up because its repetition is refused', async ({
  shop,
}) => {
  const order = await givenTwoOpenCaptures(shop);
  await shop.reject('stripe.payment_intents.capture');

  await shop.sweepPayments({ minutesLater: 2 });

  expect(await shop.read(order)).toMatchObject({ captured: '70.00 EUR', capturable: '30.00 EUR' });
});

test('an event that cannot tell which of two captures went through settles neither', async ({ shop }) => {
  const order = await givenTwoOpenCaptures(shop);

  await shop.deliverWebhooks({ provider: 'stripe' });

  expect(await shop.read(order)).toMatchObject({ captured: '0.00 EUR', capturable: '30.00 EUR' });
});

test('a capture is not repeated when the provider may have forgotten its key, and somebody is told', async ({
  shop,
}) => {
  const order = await givenTwoOpenCaptures(shop);
  shop.logs.expectError(/cannot tell whether this capture was carried out/);
  shop.logs.expectError(/cannot tell whether this capture was carried out/);

  await shop.sweepPayments({ minutesLater: 25 * 60 });

  expect(await shop.read(order)).toMatchObject({ captured: '0.00 EUR', capturable: '30.00 EUR' });
  expect(await shop.atTheBank(order)).toMatchObject([{ captured: '40.00 EUR' }]);
});

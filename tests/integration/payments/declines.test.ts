import { expect, test } from '@topheavy/testbed';

test.for([
  ['pm_card_chargeDeclined', 'generic_decline'],
  ['pm_card_chargeDeclinedInsufficientFunds', 'insufficient_funds'],
  ['pm_card_chargeDeclinedExpiredCard', 'expired_card'],
  ['pm_card_chargeDeclinedLostCard', 'lost_card'],
  ['pm_card_chargeDeclinedStolenCard', 'stolen_card'],
  ['pm_card_chargeDeclinedIncorrectCvc', 'incorrect_cvc'],
  ['pm_card_chargeDeclinedProcessingError', 'processing_error'],
] as const)(
  'the card %s is declined as %s, and the order waits for another',
  async ([card, declineCode], { shop }) => {
    const order = await shop.given.placedOrder();

    const declined = await shop.authorize(order, card);

    expect(declined).toMatchObject({ status: 402, problem: { slug: 'payment-declined', declineCode } });
    const paymentId = String(declined.problem?.['paymentId']);
    expect((await shop.readPayment({ ...order, paymentId })).body).toMatchObject({
      status: 'declined',
      declineCode,
    });
    expect(await shop.read(order)).toMatchObject({ status: 'pending_payment', authorized: '0.00 EUR' });
  },
);

test("the bank's own words about a decline never reach the customer", async ({ shop }) => {
  const order = await shop.given.placedOrder();

  const declined = await shop.authorize(order, 'pm_card_chargeDeclinedInsufficientFunds');

  expect(JSON.stringify(declined.body)).not.toContain('Your card has insufficient funds');
});

test('an order whose card was declined can be paid with another one', async ({ shop }) => {
  const order = await shop.given.placedOrder();
  await shop.authorize(order, 'pm_card_chargeDeclined');

  const second = await shop.authorize(order, 'pm_card_mastercard');

  expect(second.status).toBe(201);
  expect(await shop.read(order)).toMatchObject({ status: 'confirmed', payment: { id: second.body.id } });
  expect((await shop.atTheBank(order)).map(({ status }) => status)).toEqual([
    'requires_payment_method',
    'requires_capture',
  ]);
});

test('a declined payment can be neither captured, refunded nor voided', async ({ shop }) => {
  const order = await shop.given.placedOrder();
  const declined = await shop.authorize(order, 'pm_card_chargeDeclined');
  const paid = { ...order, paymentId: String(declined.problem?.['paymentId']) };

  for (const act of [
    () => shop.capture(paid, '1.00 EUR'),
    () => shop.refund(paid, '1.00 EUR'),
    () => shop.void(paid),
  ]) {
    expect(await shop.refuses('invalid-state-transition', act)).toMatchObject({
      from: 'declined',
      allowed: [],
    });
  }
});

test('a payment method that the provider does not know is rejected, and the order can be paid anew', async ({
  shop,
}) => {
  const order = await shop.given.placedOrder();

  const rejected = await shop.authorize(order, 'pm_of_somebody_else');

  expect(rejected).toMatchObject({ status: 422, problem: { slug: 'payment-rejected' } });
  expect(await shop.read(order)).toMatchObject({ status: 'pending_payment', paymentStatus: 'failed' });
  expect(await shop.atTheBank(order)).toEqual([]);
  expect(await shop.authorize(order)).toMatchObject({ status: 201 });
});

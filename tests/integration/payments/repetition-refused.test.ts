import { expect, test } from '@topheavy/testbed';

/** What the repetition hears says nothing about the first attempt, which had its effect. */
const repetitions = [
  ['turned away', 'turnAway'],
  ['refused', 'reject'],
] as const;

test.for(repetitions)(
  'a hold whose answer was lost stays open though its repetition is %s, and the sweeper finds it',
  async ([, answer], { shop }) => {
    const order = await shop.given.placedOrder({ total: '100.00 EUR' });
    await shop.loseAnswer('stripe.payment_intents.create', 1);
    await shop[answer]('stripe.payment_intents.create', 2);

    const payment = await shop.authorize(order);
    await shop.sweepPayments({ minutesLater: 2 });

    expect(payment).toMatchObject({ status: 202, body: { status: 'processing' } });
    expect(await shop.read(order)).toMatchObject({ status: 'confirmed', authorized: '100.00 EUR' });
    expect(await shop.atTheBank(order)).toMatchObject([{ status: 'requires_capture', amount: '100.00 EUR' }]);
  },
);

test.for(repetitions)(
  'a capture whose answer was lost stays open though its repetition is %s, and is booked once',
  async ([, answer], { shop }) => {
    const order = await shop.given.authorisedOrder({ total: '100.00 EUR' });
    await shop.loseAnswer('stripe.payment_intents.capture', 1);
    await shop[answer]('stripe.payment_intents.capture', 2);

    const capture = await shop.capture(order, '40.00 EUR');
    await shop.sweepPayments({ minutesLater: 2 });

    expect(capture).toMatchObject({ status: 202, body: { status: 'processing' } });
    expect(await shop.read(order)).toMatchObject({ captured: '40.00 EUR', capturable: '60.00 EUR' });
    expect(await shop.books(order)).toMatchObject({ payment_clearing: '40.00 EUR' });
    expect(await shop.atTheBank(order)).toMatchObject([{ captured: '40.00 EUR' }]);
  },
);

test.for(repetitions)(
  'a refund whose answer was lost stays open though its repetition is %s, and is booked once',
  async ([, answer], { shop }) => {
    const order = await shop.given.capturedOrder({ total: '100.00 EUR' });
    await shop.loseAnswer('stripe.refunds.create', 1);
    await shop[answer]('stripe.refunds.create', 2);

    const refund = await shop.refund(order, '30.00 EUR');
    await shop.sweepPayments({ minutesLater: 2 });

    expect(refund).toMatchObject({ status: 202, body: { status: 'processing' } });
    expect(await shop.read(order)).toMatchObject({ refunded: '30.00 EUR', refundable: '70.00 EUR' });
    expect(await shop.books(order)).toMatchObject({ payment_clearing: '70.00 EUR' });
    expect(await shop.atTheBank(order)).toMatchObject([{ refunds: ['30.00 EUR'] }]);
  },
);

import { expect, test, type Shop } from '@topheavy/testbed';

type Answered = Promise<{ readonly status: number }>;

/** What the bank has done, while its answer and its event are both still on their way. */
async function onTheirWay(shop: Shop, { op, type, ask }: { op: string; type: string; ask: () => Answered }) {
  const held = await shop.holdAnswer(op);
  const running = ask();
  await shop.untilHeld(held);
  const [event] = await shop.eventsOfType(type);
  return {
    event: (): Answered => shop.stripeSends(event),
    answer: async (): Answered => {
      await shop.release(held);
      return running;
    },
  };
}

async function givenRefundOnItsWay(shop: Shop) {
  const order = await shop.given.capturedOrder({ total: '100.00 EUR' });
  const ask = () => shop.refund(order, '30.00 EUR');
  return { order, ...(await onTheirWay(shop, { op: 'stripe.refunds.create', type: 'refund.created', ask })) };
}

async function givenCaptureOnItsWay(shop: Shop) {
  const order = await shop.given.authorisedOrder({ total: '100.00 EUR' });
  const ask = () => shop.capture(order, '100.00 EUR');
  const op = 'stripe.payment_intents.capture';
  return { order, ...(await onTheirWay(shop, { op, type: 'payment_intent.succeeded', ask })) };
}

test('an event that comes to the order just before the answer to our refund has it counted once', async ({
  shop,
}) => {
  const { order, event, answer } = await givenRefundOnItsWay(shop);

  const answers = await shop.queueAtGate({ table: 'orders', id: order.id }, [event, answer]);

  expect(answers.map(({ status }) => status)).toEqual([204, 201]);
  expect(await shop.read(order)).toMatchObject({ refunded: '30.00 EUR', refundable: '70.00 EUR' });
  expect(await shop.atTheBank(order)).toMatchObject([{ refunds: ['30.00 EUR'] }]);
});

test('an event that comes to the order just behind the answer to our refund changes nothing more', async ({
  shop,
}) => {
  const { order, event, answer } = await givenRefundOnItsWay(shop);

  const answers = await shop.queueAtGate({ table: 'orders', id: order.id }, [answer, event]);

  expect(answers.map(({ status }) => status)).toEqual([201, 204]);
  expect(await shop.read(order)).toMatchObject({ refunded: '30.00 EUR', refundable: '70.00 EUR' });
  expect(await shop.atTheBank(order)).toMatchObject([{ refunds: ['30.00 EUR'] }]);
});

test('an event that comes to the order just before the answer to our capture has it counted once', async ({
  shop,
}) => {
  const { order, event, answer } = await givenCaptureOnItsWay(shop);

  const answers = await shop.queueAtGate({ table: 'orders', id: order.id }, [event, answer]);

  expect(answers.map(({ status }) => status)).toEqual([204, 201]);
  expect(await shop.read(order)).toMatchObject({ captured: '100.00 EUR', capturable: '0.00 EUR' });
  expect(await shop.atTheBank(order)).toMatchObject([{ captured: '100.00 EUR' }]);
});

test('an event that comes to the order just behind the answer to our capture changes nothing more', async ({
  shop,
}) => {
  const { order, event, answer } = await givenCaptureOnItsWay(shop);

  const answers = await shop.queueAtGate({ table: 'orders', id: order.id }, [answer, event]);

  expect(answers.map(({ status }) => status)).toEqual([201, 204]);
  expect(await shop.read(order)).toMatchObject({ captured: '100.00 EUR', capturable: '0.00 EUR' });
  expect(await shop.atTheBank(order)).toMatchObject([{ captured: '100.00 EUR' }]);
});

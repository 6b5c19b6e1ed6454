import { expect, test, type Shop } from '@topheavy/testbed';

/** A payment that the bank has made, whose answer and whose event are both still on their way. */
async function givenAnswerAndEventOnTheirWay(shop: Shop) {
  const order = await shop.given.placedOrder();
  const held = await shop.holdAnswer('stripe.payment_intents.create');
  const running = shop.authorize(order);
  await shop.untilHeld(held);
  const [event] = await shop.eventsOfType('payment_intent.amount_capturable_updated');
  return {
    order,
    event: (): Promise<{ status: number }> => shop.stripeSends(event),
    answer: async (): Promise<{ status: number }> => {
      await shop.release(held);
      return running;
    },
  };
}

test('an event that comes to the order just before the answer to our own call confirms it once', async ({
  shop,
}) => {
  const { order, event, answer } = await givenAnswerAndEventOnTheirWay(shop);

  const answers = await shop.queueAtGate({ table: 'orders', id: order.id }, [event, answer]);

  expect(answers.map(({ status }) => status)).toEqual([204, 201]);
  expect(await shop.read(order)).toMatchObject({ status: 'confirmed', capturable: order.total });
  expect(await shop.announcements(order)).toMatchObject([
    { type: 'order.placed' },
    { type: 'order.confirmed' },
  ]);
});

test('an event that comes to the order just behind the answer to our own call changes nothing more', async ({
  shop,
}) => {
  const { order, event, answer } = await givenAnswerAndEventOnTheirWay(shop);

  const answers = await shop.queueAtGate({ table: 'orders', id: order.id }, [answer, event]);

  expect(answers.map(({ status }) => status)).toEqual([201, 204]);
  expect(await shop.read(order)).toMatchObject({ status: 'confirmed', capturable: order.total });
  expect(await shop.announcements(order)).toMatchObject([
    { type: 'order.placed' },
    { type: 'order.confirmed' },
  ]);
});

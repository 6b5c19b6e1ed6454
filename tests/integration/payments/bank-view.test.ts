import { expect, test, type Shop } from '@topheavy/testbed';

type PaidOrder = Awaited<ReturnType<Shop['given']['authorisedOrder']>>;

/** What the record says of a payment, oldest first. */
const recordOf = async (shop: Shop, { paymentId }: PaidOrder) => {
  const events = await shop.sql<{ type: string }>(
    'SELECT type FROM outbox WHERE aggregate_id = $1 ORDER BY aggregate_version',
    [paymentId],
  );
  return events.map(({ type }) => type);
};

/** Something happened to the payment, and when the shop asks what it is now, the bank says this. */
async function bankSays(shop: Shop, said: { status?: string; amount_received: number }) {
  const [event] = await shop.eventsOfType('payment_intent.amount_capturable_updated');
  await shop.fault({
    on: { op: 'stripe.payment_intents.retrieve' },
    phase: 'after-effect',
    effect: {
      kind: 'drift',
      changes: Object.entries(said).flatMap(([field, value]) => [
        { change: 'remove', path: `$.${field}` },
        { change: 'add', path: `$.${field}`, value },
      ]),
    },
  });
  await shop.stripeSends(event);
}

test('a last capture whose answer was lost is recorded once, and ends the payment once', async ({ shop }) => {
  const order = await shop.given.authorisedOrder({ total: '100.00 EUR' });
  await shop.loseAnswer('stripe.payment_intents.capture');
  await shop.capture(order, '100.00 EUR');

  await shop.deliverWebhooks({ provider: 'stripe' });

  expect(await recordOf(shop, order)).toEqual([
    'payment.created',
    'payment.authorized',
    'payment.capture_started',
    'payment.captured',
  ]);
});

test('when the bank says it took more than it was asked for, somebody is told and nothing is booked', async ({
  shop,
}) => {
  const order = await shop.given.capturedOrder({ total: '100.00 EUR', captured: '40.00 EUR' });
  shop.logs.expectError(/the provider captured more than the shop asked for/);

  await bankSays(shop, { amount_received: 50_00 });

  expect(await shop.read(order)).toMatchObject({ captured: '40.00 EUR', capturable: '60.00 EUR' });
  expect(shop.logs.lines().find(({ msg }) => msg.startsWith('the provider captured more'))).toMatchObject({
    paymentId: order.paymentId,
    capturedMinor: 50_00,
    expectedMinor: 40_00,
  });
});

test('a hold that somebody captured behind the back of the shop is left for a person to look at', async ({
  shop,
}) => {
  const order = await shop.given.authorisedOrder({ total: '100.00 EUR' });
  shop.logs.expectError(/the provider captured more than the shop asked for/);

  await bankSays(shop, { status: 'succeeded', amount_received: 100_00 });

  expect(await shop.read(order)).toMatchObject({
    paymentStatus: 'authorized',
    captured: '0.00 EUR',
    capturable: '100.00 EUR',
  });
});

test('of a hold that the bank cancelled after a part was captured, that part stays taken', async ({
  shop,
}) => {
  const order = await shop.given.capturedOrder({ total: '100.00 EUR', captured: '40.00 EUR' });

  await bankSays(shop, { status: 'canceled', amount_received: 40_00 });

  expect(await shop.read(order)).toMatchObject({
    paymentStatus: 'captured',
    captured: '40.00 EUR',
    capturable: '0.00 EUR',
  });
  expect((await recordOf(shop, order)).at(-1)).toBe('payment.hold_released');
});

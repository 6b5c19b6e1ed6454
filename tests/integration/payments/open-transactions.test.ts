import { expect, test, type Shop } from '@topheavy/testbed';

/** Each starts a call to the payment provider and returns its operation there with the answer to come. */
const calls: readonly (readonly [
  string,
  string,
  (shop: Shop) => Promise<() => Promise<{ status: number }>>,
])[] = [
  [
    'a hold',
    'stripe.payment_intents.create',
    async (shop) => {
      const order = await shop.given.placedOrder();
      return () => shop.authorize(order);
    },
  ],
  [
    'a capture',
    'stripe.payment_intents.capture',
    async (shop) => {
      const order = await shop.given.authorisedOrder();
      return () => shop.capture(order, order.total);
    },
  ],
  [
    'a refund',
    'stripe.refunds.create',
    async (shop) => {
      const order = await shop.given.capturedOrder();
      return () => shop.refund(order, order.total);
    },
  ],
  [
    'a cancellation',
    'stripe.payment_intents.cancel',
    async (shop) => {
      const order = await shop.given.authorisedOrder();
      return () => shop.cancelOrder(order);
    },
  ],
];

test.for(calls)(
  'no transaction is open while the provider thinks about %s',
  async ([, op, prepare], { shop }) => {
    const call = await prepare(shop);
    const fault = await shop.holdAnswer(op);
    const running = call();
    await shop.untilHeld(fault);

    const open = await shop.openTransactions();
    await shop.release(fault);

    expect((await running).status).toBeLessThan(300);
    expect(open).toBe(0);
  },
);

test('while the provider thinks, others read the payment and its order', async ({ shop }) => {
  const order = await shop.given.authorisedOrder({ total: '100.00 EUR' });
  const fault = await shop.holdAnswer('stripe.payment_intents.capture');
  const running = shop.capture(order, '40.00 EUR');
  await shop.untilHeld(fault);

  const meanwhile = await shop.read(order);
  await shop.release(fault);

  expect(meanwhile).toMatchObject({
    captured: '0.00 EUR',
    capturable: '60.00 EUR',
    captures: [{ status: 'processing' }],
  });
  expect(await running).toMatchObject({ status: 201 });
});

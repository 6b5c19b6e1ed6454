import { expect, test, type Shop } from '@topheavy/testbed';

/** Each leaves a call behind that never reached the provider, so that a sweep would fail or make it. */
const calls: readonly (readonly [string, object, (shop: Shop) => Promise<{ id: string }>])[] = [
  [
    'payment',
    { paymentStatus: 'processing' },
    async (shop) => {
      const order = await shop.given.placedOrder();
      await shop.loseRequest('stripe.payment_intents.create');
      await shop.authorize(order);
      return order;
    },
  ],
  [
    'capture',
    { captured: '0.00 EUR', captures: [{ status: 'processing' }] },
    async (shop) => {
      const order = await shop.given.authorisedOrder();
      await shop.loseRequest('stripe.payment_intents.capture');
      await shop.capture(order, order.total);
      return order;
    },
  ],
  [
    'refund',
    { refunded: '0.00 EUR', refunds: [{ status: 'processing' }] },
    async (shop) => {
      const order = await shop.given.capturedOrder();
      await shop.loseRequest('stripe.refunds.create');
      await shop.refund(order, order.total);
      return order;
    },
  ],
];

test.for(calls)(
  'the sweeper leaves a %s alone that may still be under way',
  async ([, open, begin], { shop }) => {
    const order = await begin(shop);
    const asked = await shop.journal();

    const settled = await shop.sweepPayments();

    expect(settled).toBe(0);
    expect(await shop.journal()).toEqual(asked);
    expect(await shop.read(order)).toMatchObject(open);
  },
);

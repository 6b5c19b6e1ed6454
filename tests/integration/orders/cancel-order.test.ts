import { accepted, describe, expect, test, type Shop } from '@topheavy/testbed';

const NOBODYS = { id: '01890a5d-ac96-774b-bcce-b302099a8057' };

test('a cancelled order gives back its items and its coupon, to everybody at once', async ({ shop }) => {
  const product = await shop.given.product({ onHand: 2 });
  const coupon = await shop.given.coupon({ usageLimit: 1, perCustomerLimit: 1 });
  const wishes = { items: [{ product, quantity: 2 }], coupon };
  const order = await shop.given.placedOrder(wishes);

  const cancelled = accepted(await shop.cancelOrder(order));

  expect(cancelled).toEqual({
    ...order.body,
    status: 'cancelled',
    cancelReason: 'customer',
    cancelledAt: expect.any(String),
  });
  expect(await shop.stockOf(product)).toMatchObject({ onHand: 2, reserved: 0 });
  expect((await shop.given.placedOrder(wishes)).body.couponCode).toBe(coupon);
});

test('the back office cancels for the customer, and the order says who did', async ({ shop }) => {
  const order = await shop.given.placedOrder();

  const cancelled = await shop.cancelOrder(order, { as: shop.backOffice });

  expect(cancelled).toMatchObject({ status: 200, body: { cancelReason: 'back_office' } });
  expect(cancelled.headers['etag']).toBe((await shop.readOrder(order)).headers['etag']);
});

test('cancelling a confirmed order releases the hold on the card', async ({ shop }) => {
  const order = await shop.given.authorisedOrder({ total: '50.00 EUR' });

  accepted(await shop.cancelOrder(order));

  expect(await shop.atTheBank(order)).toMatchObject([{ status: 'canceled', captured: '0.00 EUR' }]);
  expect(await shop.read(order)).toMatchObject({ status: 'cancelled', paymentStatus: 'voided' });
});

test('an order is cancelled while the payment service is down, and the sweeper releases the hold', async ({
  shop,
}) => {
  const order = await shop.given.authorisedOrder();
  await shop.turnAway('stripe.payment_intents.cancel');

  const cancelled = await shop.cancelOrder(order);
  const heldMeanwhile = await shop.atTheBank(order);
  await shop.sweepPayments({ minutesLater: 2 });

  expect(cancelled).toMatchObject({ status: 200, body: { status: 'cancelled' } });
  expect(heldMeanwhile).toMatchObject([{ status: 'requires_capture' }]);
  expect(await shop.atTheBank(order)).toMatchObject([{ status: 'canceled' }]);
  expect(await shop.read(order)).toMatchObject({ paymentStatus: 'voided' });
});

test('a hold whose release was never confirmed is released once', async ({ shop }) => {
  const order = await shop.given.authorisedOrder();
  await shop.loseAnswer('stripe.payment_intents.cancel');

  accepted(await shop.cancelOrder(order));
  await shop.sweepPayments({ minutesLater: 2 });

  expect(await shop.atTheBank(order)).toMatchObject([{ status: 'canceled' }]);
  expect(await shop.read(order)).toMatchObject({ status: 'cancelled', paymentStatus: 'voided' });
});

test('an order whose customer has not answered the bank yet is cancelled with its payment', async ({
  shop,
}) => {
  const order = await shop.given.placedOrder();
  accepted(await shop.authorize(order, 'pm_card_authenticationRequired'));

  accepted(await shop.cancelOrder(order));

  expect(await shop.atTheBank(order)).toMatchObject([{ status: 'canceled' }]);
});

describe('an order is not cancelled once', () => {
  const rows: { when: string; from: string; order(shop: Shop): Promise<{ id: string }> }[] = [
    {
      when: 'part of its money was captured',
      from: 'confirmed',
      order: (shop) => shop.given.capturedOrder({ total: '50.00 EUR', captured: '1.00 EUR' }),
    },
    {
      when: 'all of its money was captured',
      from: 'confirmed',
      order: (shop) => shop.given.capturedOrder(),
    },
    { when: 'it has left', from: 'fulfilled', order: (shop) => shop.given.shippedOrder() },
    { when: 'it was cancelled', from: 'cancelled', order: (shop) => shop.given.cancelledOrder() },
    {
      when: 'its payment is under way',
      from: 'pending_payment',
      order: async (shop) => {
        const placed = await shop.given.placedOrder();
        await shop.loseAnswer('stripe.payment_intents.create');
        expect(await shop.authorize(placed)).toMatchObject({ status: 202 });
        return placed;
      },
    },
    {
      when: 'a label is being bought for it',
      from: 'confirmed',
      order: async (shop) => {
        const confirmed = await shop.given.authorisedOrder();
        await shop.failAfterEffect('easypost.shipments.buy');
        expect(await shop.buyLabel(confirmed)).toMatchObject({ status: 202 });
        return confirmed;
      },
    },
  ];

  test.for(rows)('$when', async ({ from, order }, { shop }) => {
    const made = await order(shop);

    const refusal = await shop.refuses('invalid-state-transition', () => shop.cancelOrder(made));

    expect(refusal).toMatchObject({ status: 409, from, action: 'cancel' });
    expect(refusal['allowed']).not.toContain('cancel');
  });
});

test('an order that two people cancel at once is cancelled once', async ({ shop }) => {
  const product = await shop.given.product({ onHand: 5 });
  const order = await shop.given.placedOrder({ items: [{ product, quantity: 2 }] });

  const answers = await shop.raceAtGate({ table: 'orders', id: order.id }, [
    () => shop.cancelOrder(order),
    () => shop.cancelOrder(order, { as: shop.backOffice }),
  ]);

  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  expect(await shop.stockOf(product)).toMatchObject({ onHand: 5, reserved: 0 });
});

test('an order is cancelled or captured, never both', async ({ shop }) => {
  const order = await shop.given.authorisedOrder({ total: '50.00 EUR' });

  const [cancelled, captured] = await shop.queueAtGate<{ status: number }>(
    { table: 'orders', id: order.id },
    [() => shop.cancelOrder(order), () => shop.capture(order, '50.00 EUR')],
  );

  expect([cancelled?.status, captured?.status]).toEqual([200, 409]);
  expect(await shop.atTheBank(order)).toMatchObject([{ status: 'canceled', captured: '0.00 EUR' }]);
});

test("nobody cancels somebody else's order, or one that does not exist", async ({ shop }) => {
  const order = await shop.given.placedOrder();
  const as = await shop.given.customer();

  const theirs = await shop.refuses('order-not-found', () => shop.cancelOrder(order, { as }));
  const nobodys = await shop.refuses('order-not-found', () => shop.cancelOrder(NOBODYS));

  expect([theirs.status, nobodys.status]).toEqual([404, 404]);
});

import { accepted, expect, test } from '@topheavy/testbed';
import { MOMENTS } from './moments.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const after = (moment: Date, ms: number): Date => new Date(moment.getTime() + ms);

test.for(MOMENTS)(
  'a coupon is good from its first moment until its last, $name',
  async ({ at, timezone }, { shop }) => {
    shop.liveIn(timezone);
    await shop.travelTo(at);
    const [validFrom, validUntil] = [after(at, 10 * MINUTE_MS), after(at, 30 * MINUTE_MS)];
    const code = await shop.given.coupon({ percent: 10, validFrom, validUntil });
    const cart = await shop.given.cart({ total: '19.00 EUR' });

    const early = await shop.refuses('coupon-refused', () => shop.applyCoupon(cart, code));
    await shop.travelTo(validFrom);
    const applied = accepted(await shop.applyCoupon(cart, code));
    await shop.travelTo(after(validUntil, -MINUTE_MS));
    const last = await shop.readCartAsText(cart);
    await shop.travelTo(validUntil);
    const over = await shop.readCartAsText(cart);

    expect(early).toMatchObject({ reason: 'coupon-not-yet-valid' });
    expect(applied.coupon).toMatchObject({ applied: true });
    expect(last).toMatchObject({ coupon: { applied: true }, totals: { discount: '1.00 EUR' } });
    expect(over).toMatchObject({ coupon: { refusal: 'coupon-expired' }, totals: { discount: '0.00 EUR' } });
    expect(accepted(await shop.readCoupon(code))).toMatchObject({
      validFrom: validFrom.toISOString(),
      validUntil: validUntil.toISOString(),
    });
  },
);

test.for(MOMENTS)(
  'goods are set aside for half an hour, no more and no less, $name',
  async ({ at, timezone }, { shop }) => {
    shop.liveIn(timezone);
    await shop.travelTo(at);
    const order = await shop.given.placedOrder();
    const { placedAt, expiresAt } = order.body;
    await shop.relayAll();

    await shop.travelTo(after(new Date(expiresAt), -MINUTE_MS));
    const early = await shop.expireReservations();
    await shop.travelTo(new Date(expiresAt));
    const due = await shop.expireReservations();

    expect(Date.parse(expiresAt) - Date.parse(placedAt)).toBe(30 * MINUTE_MS);
    expect([early, due]).toEqual([0, 1]);
    expect((await shop.mails())[0]?.text).toContain(
      `Please pay by ${expiresAt.slice(0, 16).replace('T', ' ')} UTC.`,
    );
    expect(await shop.read(order)).toMatchObject({ status: 'cancelled' });
  },
);

test.for([
  { day: 'a Sunday that is the first of a month', today: '2027-08-01', bankingDay: '2027-07-30' },
  { day: 'a Saturday that is the first of a year', today: '2028-01-01', bankingDay: '2027-12-31' },
  { day: 'a Sunday that is a leap day', today: '2032-02-29', bankingDay: '2032-02-27' },
])(
  'on $day prices in another currency are at the rate of the banking day before',
  async ({ today, bankingDay }, { shop }) => {
    await shop.travelTo(new Date(`${today}T12:00:00Z`));
    await shop.fact('frankfurter', 'rate', { base: 'EUR', quote: 'CHF', rate: 0.95 });

    const cart = await shop.given.cart({ total: '19.00 EUR', currency: 'CHF' });

    expect(cart.exchangeRate).toMatchObject({ rate: '0.950000', date: bankingDay });
  },
);

test.for(MOMENTS)('an order bears the banking day of its rate, $name', async ({ at, timezone }, { shop }) => {
  shop.liveIn(timezone);
  await shop.travelTo(at);
  const cart = await shop.given.cart({ currency: 'CHF' });
  const { totals } = await shop.readCartAsText(cart);

  const order = accepted(await shop.placeOrder(cart, totals.total ?? ''));

  expect((await shop.read(order)).exchangeRate).toEqual(cart.exchangeRate);
});

test.for(MOMENTS)('an answer is kept for 72 hours, $name', async ({ at, timezone }, { shop }) => {
  shop.liveIn(timezone);
  const product = await shop.given.product();
  await shop.travelTo(at);
  const change = () =>
    shop.changePrice(product.id, '11.00 EUR', { idempotencyKey: 'the-new-price', as: shop.backOffice });
  await change();

  await shop.travelTo(after(at, 72 * HOUR_MS - MINUTE_MS));
  await shop.pruneIdempotencyKeys();
  const replayed = await change();
  await shop.travelTo(after(at, 72 * HOUR_MS + MINUTE_MS));
  await shop.pruneIdempotencyKeys();
  const anew = await change();

  expect(replayed.headers['idempotent-replayed']).toBe('true');
  expect(anew.headers['idempotent-replayed']).toBeUndefined();
});

test.for(MOMENTS)(
  'the history of a price has neither gaps nor overlaps, $name',
  async ({ at, timezone }, { shop }) => {
    shop.liveIn(timezone);
    await shop.travelTo(at);
    const product = await shop.given.product({ price: '10.00 EUR' });
    for (const [index, price] of ['11.00 EUR', '12.00 EUR', '13.00 EUR'].entries()) {
      await shop.travelTo(after(at, (index + 1) * 20 * MINUTE_MS));
      accepted(await shop.changePrice(product.id, price));
    }

    const prices = accepted(await shop.listPrices(product.id)).items.toReversed();

    const minutes = prices.map(({ validFrom }) =>
      Math.floor((Date.parse(validFrom) - at.getTime()) / MINUTE_MS),
    );
    expect(prices.map(({ price }) => price.amount)).toEqual([1000, 1100, 1200, 1300]);
    expect(minutes).toEqual([0, 20, 40, 60]);
    expect(prices.map(({ validUntil }) => validUntil)).toEqual([
      ...prices.slice(1).map(({ validFrom }) => validFrom),
      null,
    ]);
  },
);

test.for(MOMENTS)(
  'what the bank reports is believed when it comes at once, and not five minutes late, $name',
  async ({ at, timezone }, { shop }) => {
    shop.liveIn(timezone);
    await shop.travelTo(at);
    const order = await shop.given.placedOrder();
    await shop.authorize(order, 'pm_card_authenticationRequired');
    await shop.customerAuthenticates(order);
    await shop.travelTo(after(at, 25 * MINUTE_MS));
    const [event] = await shop.eventsOfType('payment_intent.amount_capturable_updated');

    await shop.refuses('webhook-signature-invalid', () => shop.stripeSends(event, { secondsAgo: 301 }));
    const believed = await shop.stripeSends(event, { secondsAgo: 290 });

    expect(believed.status).toBe(204);
    expect(await shop.read(order)).toMatchObject({ status: 'confirmed', paymentStatus: 'authorized' });
  },
);

import { accepted, expect, GERMANY, test, type Shop } from '@topheavy/testbed';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** A cart in francs to Germany, so that both services were asked. */
async function cartInFrancs(shop: Shop) {
  await shop.fact('frankfurter', 'rate', { base: 'EUR', quote: 'CHF', rate: 0.95 });
  const product = await shop.given.product({ price: '100.00 EUR' });
  return shop.given.openCart({ currency: 'CHF', address: GERMANY, items: [{ product, quantity: 1 }] });
}

/** Both services say something else from now on. */
async function ratesMove(shop: Shop) {
  await shop.fact('frankfurter', 'rate', { base: 'EUR', quote: 'CHF', rate: 0.9 });
  await shop.fact('vatcomply', 'vat_rate', { country_code: 'DE', standard_rate: 25 });
}

const totalsOf = async (shop: Shop, cart: { id: string }) => (await shop.readCartAsText(cart)).totals;

// 95.00 × 19 / 119 and 90.00 × 25 / 125.
const YESTERDAY = { total: '95.00 CHF', tax: '15.17 CHF' };
const TODAY = { total: '90.00 CHF', tax: '18.00 CHF' };

test('rates are kept for an hour, and asked for again after it', async ({ shop }) => {
  const cart = await cartInFrancs(shop);
  await ratesMove(shop);

  await shop.passTime(59 * MINUTE_MS);
  const within = await totalsOf(shop, cart);
  await shop.passTime(MINUTE_MS);
  const after = await totalsOf(shop, cart);

  expect(within).toMatchObject(YESTERDAY);
  expect(after).toMatchObject(TODAY);
  expect([await shop.timesAsked('tax'), await shop.timesAsked('exchange')]).toEqual([2, 2]);
});

test('while both services are down carts are priced by what they said within the last day', async ({
  shop,
}) => {
  const cart = await cartInFrancs(shop);
  await ratesMove(shop);
  const outages = [await shop.outage('tax'), await shop.outage('exchange')];

  await shop.passTime(23 * HOUR_MS);
  const stale = await totalsOf(shop, cart);
  for (const outage of outages) await outage.end();

  expect(stale).toMatchObject(YESTERDAY);
  expect(await totalsOf(shop, cart)).toMatchObject(TODAY);
});

test.for(['tax', 'exchange'] as const)(
  'nothing is priced by what the %s service said over a day ago',
  async (service, { shop }) => {
    const cart = await cartInFrancs(shop);
    await ratesMove(shop);
    const outage = await shop.outage(service);

    await shop.passTime(24 * HOUR_MS);
    const refusal = await shop.refuses('dependency-unavailable', () => shop.readCart(cart));
    await outage.end();

    expect(refusal).toMatchObject({ status: 503, detail: expect.stringContaining(service) });
    expect(await totalsOf(shop, cart)).toMatchObject(TODAY);
  },
);

test('an outage does not make the rates of yesterday young again', async ({ shop }) => {
  const cart = await cartInFrancs(shop);
  const outage = await shop.outage('tax');
  await shop.passTime(23 * HOUR_MS);
  accepted(await shop.readCart(cart));

  await shop.passTime(HOUR_MS);
  await shop.refuses('dependency-unavailable', () => shop.readCart(cart));

  await outage.end();
});

test('on a Sunday the rate is that of Friday, and says so', async ({ shop }) => {
  const daysToSunday = 7 - shop.now().getUTCDay();
  await shop.passTime(daysToSunday * 24 * HOUR_MS);
  const friday = new Date(shop.now().getTime() - 48 * HOUR_MS).toISOString().slice(0, 10);

  const cart = await shop.given.openCart({ currency: 'CHF' });

  expect(cart.exchangeRate).toMatchObject({ base: 'EUR', quote: 'CHF', date: friday });
});

test('an order keeps the rates that it was placed with', async ({ shop }) => {
  await shop.fact('frankfurter', 'rate', { base: 'EUR', quote: 'CHF', rate: 0.95 });
  const order = await shop.given.placedOrder({ currency: 'CHF' });
  const before = await shop.read(order);

  await shop.passTime(25 * HOUR_MS);
  await ratesMove(shop);

  expect(await shop.read(order)).toEqual(before);
});

import { accepted, expect, FRANCE, GERMANY, test } from '@topheavy/testbed';

// prettier-ignore
const EU = [
  'AT', 'BE', 'BG', 'CY', 'CZ', 'DE', 'DK', 'EE', 'ES', 'FI', 'FR', 'GR', 'HR', 'HU',
  'IE', 'IT', 'LT', 'LU', 'LV', 'MT', 'NL', 'PL', 'PT', 'RO', 'SE', 'SI', 'SK',
];

test('the tax service is asked once for a country, however many carts go there at once', async ({ shop }) => {
  await shop.fact('vatcomply', 'rate_limit', { per_second: 2 });
  const { http: via } = await shop.startApi();

  const answers = await shop.race(10, () => shop.createCart({ address: GERMANY }, { via }));

  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
  expect(await shop.timesAsked('tax')).toBe(1);
});

test('processes that know nothing of a country ask less often than they are asked, and what the quickest heard serves them all', async ({
  shop,
}) => {
  await shop.fact('vatcomply', 'rate_limit', { per_second: 2 });
  const processes = await Promise.all([1, 2, 3, 4].map(() => shop.startApi()));
  const callers = [...processes, ...processes, ...processes];
  const cartsEverywhere = () =>
    Promise.all(callers.map(({ http: via }) => shop.createCart({ address: GERMANY }, { via })));

  // Each asks before another one has heard, and the service answers two of them.
  const holds = await Promise.all([1, 2, 3, 4].map((nth) => shop.holdCall('vatcomply.vat_rates.list', nth)));
  const carts = cartsEverywhere();
  for (const hold of holds) await shop.untilHeld(hold);
  for (const hold of holds) await shop.release(hold);
  const first = await carts;
  const asked = await shop.timesAsked('tax');
  const later = await cartsEverywhere();

  // One that was turned away asks again for who comes next, until another one has heard.
  expect(asked).toBeLessThan(callers.length);
  expect(new Set(first.map(({ status }) => status))).toEqual(new Set([201, 503]));
  for (const { status, headers } of first)
    expect({ status, comeBackIn: headers['retry-after'] }).toEqual(
      status === 201 ? { status: 201 } : { status: 503, comeBackIn: '5' },
    );
  expect(new Set(later.map(({ status }) => status))).toEqual(new Set([201]));
  expect(await shop.timesAsked('tax')).toBe(asked);
});

test('each country is asked for by itself', async ({ shop }) => {
  const cart = await shop.given.openCart({ address: GERMANY });
  accepted(await shop.setAddress(cart, FRANCE));
  accepted(await shop.setAddress(cart, GERMANY));

  const asked = await shop.journal({ provider: 'vatcomply' });

  expect(asked.map(({ query }) => query)).toEqual([{ country_code: 'DE' }, { country_code: 'FR' }]);
});

test('what is known of a country stays known when carts go to all others', async ({ shop }) => {
  const everywhere = async () => {
    for (const country of EU) accepted(await shop.createCart({ address: { ...GERMANY, country } }));
  };
  await everywhere();

  await everywhere();

  expect(await shop.timesAsked('tax')).toBe(EU.length);
});

test('one question fetches the rates of all currencies, so that they are of one day', async ({ shop }) => {
  const cart = await shop.given.openCart({ currency: 'CHF' });
  for (const currency of ['USD', 'GBP', 'JPY', 'KWD', 'EUR'])
    accepted(await shop.setCurrency(cart, currency));

  const asked = await shop.journal({ provider: 'frankfurter' });

  expect(asked).toHaveLength(1);
  expect(asked[0]?.query['quotes']?.split(',').toSorted()).toEqual([
    'CHF',
    'DKK',
    'GBP',
    'JPY',
    'KWD',
    'USD',
  ]);
});

test('what one process of the shop has heard, the others need not ask for', async ({ shop }) => {
  const another = await shop.startApi();
  accepted(await shop.createCart({ address: GERMANY, currency: 'CHF' }));

  accepted(await shop.createCart({ address: GERMANY, currency: 'CHF' }, { via: another.http }));

  expect([await shop.timesAsked('tax'), await shop.timesAsked('exchange')]).toEqual([1, 1]);
  await another.stop();
});

test('a service that stumbles once is asked again before anybody notices', async ({ shop }) => {
  await shop.fault({
    on: { op: 'vatcomply.vat_rates.list' },
    phase: 'before-effect',
    effect: { kind: 'reset', at: 'start' },
  });

  const answer = await shop.createCart({ address: GERMANY });

  expect(answer.status).toBe(201);
  expect(await shop.timesAsked('tax')).toBe(2);
});

test('a service that says "too many requests" is left in peace', async ({ shop }) => {
  await shop.fact('vatcomply', 'rate_limit', { per_second: 0 });

  await shop.refuses('dependency-unavailable', () => shop.createCart({ address: GERMANY }));

  expect(await shop.timesAsked('tax')).toBe(1);
});

test('an answer without the rate that was asked for is taken for an outage, not believed', async ({
  shop,
}) => {
  const on = { op: 'frankfurter.rates.list' };
  await shop.fault({ on, nth: { from: 1 }, phase: 'after-effect', effect: { kind: 'body', body: [] } });

  const refusal = await shop.refuses('dependency-unavailable', () =>
    shop.createCart({ address: GERMANY, currency: 'CHF' }),
  );

  expect(refusal.status).toBe(503);
});

test('a refusal for one service waits for the call to the other, which would outlive the request', async ({
  shop,
}) => {
  await shop.fact('vatcomply', 'rate_limit', { per_second: 0 });
  const held = await shop.holdAnswer('frankfurter.rates.list');
  let answered = false;

  const refusing = shop.createCart({ address: GERMANY, currency: 'CHF' }).finally(() => (answered = true));
  await shop.untilHeld(held);
  // Far more than an answer to the first refusal would take.
  for (let calls = 0; calls < 20; calls += 1) await shop.http.send({ method: 'GET', path: '/v1/orders' });

  expect(answered).toBe(false);
  await shop.release(held);
  expect((await refusing).status).toBe(503);
});

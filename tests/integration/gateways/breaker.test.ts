import { expect, GERMANY, test } from '@topheavy/testbed';

test('after five failures in a row a service is left alone, and callers are told so all the same', async ({
  shop,
}) => {
  const api = await shop.startApi({ GATEWAY_BREAKER_FAILURES: '5' });
  const outage = await shop.outage('exchange');

  const answers = [];
  for (let call = 1; call <= 6; call += 1) {
    answers.push(await shop.createCart({ currency: 'CHF' }, { via: api.http }));
  }
  await outage.end();

  // Each of the first calls is tried twice, so the third reaches the limit with its first try.
  expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(503));
  expect(await shop.timesAsked('exchange')).toBe(5);
  expect(shop.logs.lines().filter(({ msg }) => msg.startsWith('breaker opened'))).toHaveLength(1);
  const refused = shop.logs.lines().filter(({ msg }) => msg === 'request refused');
  expect(refused.at(-1)?.['err']).toMatchObject({
    message: expect.stringMatching(/^exchange: latest: the breaker is open/),
  });
});

test('the breaker of one service does not keep the others from being asked', async ({ shop }) => {
  const api = await shop.startApi({ GATEWAY_BREAKER_FAILURES: '1' });
  const outage = await shop.outage('exchange');
  await shop.createCart({ currency: 'CHF' }, { via: api.http });
  await outage.end();

  const cart = await shop.given.openCart({ items: [] });
  const addressed = await shop.setAddress(cart, GERMANY, { via: api.http });

  expect(addressed).toMatchObject({ status: 200 });
  expect(await shop.timesAsked('tax')).toBe(1);
});

test('the breaker of one process is not that of another', async ({ shop }) => {
  const api = await shop.startApi({ GATEWAY_BREAKER_FAILURES: '1' });
  const outage = await shop.outage('exchange');
  await shop.createCart({ currency: 'CHF' }, { via: api.http });
  await outage.end();

  const there = await shop.createCart({ currency: 'CHF' }, { via: api.http });
  const here = await shop.createCart({ currency: 'CHF' });

  expect([there.status, here.status]).toEqual([503, 201]);
});

test('answers of the 4xx class say that a service lives, and open no breaker', async ({ shop }) => {
  const api = await shop.startApi({ GATEWAY_BREAKER_FAILURES: '1' });
  await shop.reject('easypost.shipments.create');
  const cart = await shop.given.openCart({
    items: [{ product: await shop.given.product(), quantity: 1 }],
    address: GERMANY,
  });

  const unknown = await shop.quoteShipping(cart, { via: api.http });
  const known = await shop.quoteShipping(cart, { via: api.http });

  expect([unknown.status, known.status]).toEqual([422, 200]);
});

import { describe, expect } from 'vitest';
import { unreachable } from '../../../scripts/suite/live/relay.ts';
import { takeLiveExchanges } from '../target/exchanges.ts';
import { account, test } from './relay-test.ts';

const basic = (user: string) => `Basic ${Buffer.from(`${user}:`).toString('base64')}`;

describe('the key', () => {
  test.for([
    ['stripe', 'Bearer sk_test_contract', `Bearer ${account.STRIPE_TEST_KEY}`],
    ['stripe', basic('sk_test_contract'), basic(account.STRIPE_TEST_KEY)],
    ['easypost', basic('EZTKtest'), basic(account.EASYPOST_TEST_KEY)],
    ['resend', 'Bearer re_test', `Bearer ${account.RESEND_TEST_KEY}`],
  ] as const)(
    'of %s takes the place of the one that tests use: %s',
    async ([name, sent, arrived], { provider, relayTo }) => {
      const { url } = await relayTo(name);
      await fetch(`${url}/v1/things`, { headers: { authorization: sent } });
      expect(provider.seen).toMatchObject([{ url: '/v1/things', headers: { authorization: arrived } }]);
    },
  );

  test.for(['Bearer sk_test_of_somebody_else', 'nonsense'])(
    'is not given to a request with another one: %s',
    async (authorization, { provider, relayTo }) => {
      const { url } = await relayTo('stripe');
      await fetch(url, { headers: { authorization } });
      expect(provider.seen).toMatchObject([{ headers: { authorization } }]);
    },
  );

  test('is not in what comes back, nor in what is kept', async ({ provider, relayTo }) => {
    const key = account.STRIPE_TEST_KEY;
    provider.answer = () => ({
      status: 401,
      headers: { 'x-key': key },
      body: JSON.stringify({ error: `No ${key}!` }),
    });
    const { url } = await relayTo('stripe');
    const answer = await fetch(`${url}/v1/things`);
    expect(answer.status).toBe(401);
    expect(answer.headers.get('x-key')).toBe('sk_test_contract');
    expect(await answer.json()).toEqual({ error: 'No sk_test_contract!' });
    const kept = await takeLiveExchanges(url);
    expect(kept).toMatchObject([{ status: 401, body: { error: 'No sk_test_contract!' } }]);
    expect(JSON.stringify(kept)).not.toContain(key);
  });
});

describe('names of the account', () => {
  test('take the place of those that tests use, and go back again', async ({ provider, relayTo }) => {
    provider.answer = ({ body }) => ({ body });
    const { url } = await relayTo('square');
    const body = JSON.stringify({ catalog_object_id: 'CUP', location_id: 'MAIN', state: 'REMAINING' });
    const answer = await fetch(`${url}/v2/inventory/MUG?location_ids=MAIN`, { method: 'POST', body });
    expect(provider.seen).toMatchObject([
      {
        url: '/v2/inventory/V4R1A?location_ids=L0CAT10N',
        body: '{"catalog_object_id":"V4R1B","location_id":"L0CAT10N","state":"REMAINING"}',
      },
    ]);
    expect(await answer.text()).toBe(body);
    expect(await takeLiveExchanges(url)).toMatchObject([
      {
        path: '/v2/inventory/MUG?location_ids=MAIN',
        body: { catalog_object_id: 'CUP', location_id: 'MAIN' },
      },
    ]);
  });
});

describe('idempotency keys', () => {
  test('stay the same within a test and differ between two', async ({ provider, relayTo }) => {
    const { url } = await relayTo('stripe');
    const post = () => fetch(url, { method: 'POST', headers: { 'idempotency-key': 'capture-1' } });
    await post();
    await post();
    await takeLiveExchanges(url);
    await post();
    const [first, second, third] = provider.seen.map(({ headers }) => headers['idempotency-key']);
    expect(first).toMatch(/^capture-1-.{36}$/);
    expect(second).toBe(first);
    expect(third).toMatch(/^capture-1-.{36}$/);
    expect(third).not.toBe(first);
  });

  test('in a body too, and come back as the test wrote them', async ({ provider, relayTo }) => {
    provider.answer = ({ body }) => ({ body });
    const { url } = await relayTo('square');
    const answer = await fetch(url, { method: 'POST', body: '{"idempotency_key":"k1"}' });
    expect(provider.seen[0]?.body).toMatch(/^\{"idempotency_key":"k1-.{36}"\}$/);
    expect(await answer.json()).toEqual({ idempotency_key: 'k1' });
  });
});

describe('mail', () => {
  test('to an address of Resend itself is sent', async ({ provider, relayTo }) => {
    const { url } = await relayTo('resend');
    const body = JSON.stringify({
      from: 'orders@shop.example',
      to: 'Ada <delivered@resend.dev>',
      bcc: ['nobody'],
    });
    expect((await fetch(`${url}/emails`, { method: 'POST', body })).status).toBe(200);
    expect(provider.seen[0]?.body).toContain('"from":"shop@verified.example"');
  });

  test.for([
    { to: 'ada@customer.example' },
    { to: ['delivered@resend.dev', 'Ada <ada@customer.example>'] },
    { to: 'delivered@resend.dev', bcc: 'ada@customer.example' },
    [{ to: 'delivered@resend.dev' }, { to: 'ada@customer.example' }],
  ])('to anybody else never leaves: %o', async (email, { provider, relayTo }) => {
    const { url } = await relayTo('resend');
    const answer = await fetch(`${url}/emails`, { method: 'POST', body: JSON.stringify(email) });
    expect(await answer.text()).toContain('@resend.dev only');
    expect(provider.seen).toEqual([]);
  });
});

describe('a provider that does not answer', () => {
  test('is found out before the first test', async ({ provider, stopped }) => {
    expect(await unreachable(provider.url)).toBeNull();
    expect(await unreachable(stopped)).toMatch(/^127\.0\.0\.1:\d+ cannot be reached \(ECONNREFUSED\)$/);
  });
});

import { DENMARK, expect, test, type FaultEffect, type Shop } from '@topheavy/testbed';
import { CANARIES, formsOf, leaks, PASSWORD, PERSON, SECRETS } from './canaries.ts';
import { cartOf, customerOf, orderOf, SIGNATURES, walk } from './walk.ts';
import { startWatched } from './watched.ts';

test('a secret is found in whatever form it was written', () => {
  const missed = Object.entries(CANARIES).flatMap(([name, secret]) =>
    formsOf(secret)
      .map((form) => `{"a":"${form}"}`)
      .filter((text) => !leaks(text, CANARIES).some((leak) => leak.startsWith(`${name}:`))),
  );
  const header = `Basic ${Buffer.from(`${SECRETS.EASYPOST_API_KEY}:`).toString('base64')}`;
  const inside = Buffer.from(`user:${PASSWORD}@db`).toString('base64url');

  expect(missed).toEqual([]);
  expect([leaks(header, CANARIES).length, leaks(inside, CANARIES).length]).toEqual([1, 1]);
  expect(leaks('nothing of the kind', CANARIES)).toEqual([]);
});

test('what goes right leaves no secret in logs, traces, measurements or documents', async ({ shop }) => {
  const watched = await startWatched(shop, { BACKGROUND: 'on' });
  const how = await customerOf(shop, watched);

  await walk(shop, how);
  // The mails of both orders, which the process sends by itself.
  while ((await shop.sql('SELECT FROM outbox WHERE published_at IS NULL')).length > 0);

  await watched.findNothing();
});

test('what is refused leaves no secret in logs, traces or the refusal', async ({ shop }) => {
  const watched = await startWatched(shop);
  const { as, via } = await customerOf(shop, watched);
  const wrong = `th_${'wrong'.repeat(8)}xyz`;
  watched.hide('a key that nobody has', wrong);
  const order = await orderOf(shop, { as, via });
  const body = JSON.stringify({ email: PERSON.email, note: PERSON.note });
  const json = { 'content-type': 'application/json' };

  const answers = [
    await shop.call('listOrders', { key: wrong, via }),
    await shop.call('listOrders', { key: null, headers: { authorization: `Basic ${wrong}` }, via }),
    await via.send({
      method: 'GET',
      path: `/v1/orders/${wrong}`,
      headers: { authorization: `Bearer ${wrong}` },
    }),
    await via.send({
      method: 'GET',
      path: `/v1/orders?apiKey=${wrong}`,
      headers: { authorization: `Bearer ${as.key}` },
    }),
    await shop.call('placeOrder', { key: as.key, body: `${body.slice(0, -1)},`, headers: json, via }),
    await shop.call('placeOrder', {
      key: as.key,
      body: { email: 'x', deliveryNote: PERSON.note.repeat(99) },
      via,
    }),
    await shop.authorize(order, 'pm_card_chargeDeclined', { as, via }),
    await shop.stripeSends({ email: PERSON.email }, { secret: 'whsec_guessed', via }),
    await shop.easypostSends('{"half":', { secret: SIGNATURES.easypost, via }),
  ];

  expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 422, 400, 422, 402, 400, 400]);
  await watched.findNothing();
});

/** A provider that repeats in its answer what it was sent, as some do with a key that they do not know. */
const echo = (code: number) => ({
  kind: 'status' as const,
  code,
  body: {
    message: `No such key: ${Object.values(SECRETS).join(' ')}, asked by ${PERSON.email}`,
    name: 'invalid_api_key',
    statusCode: code,
    error: {
      type: 'invalid_request_error',
      code: 'api_key_expired',
      message: `Invalid key: ${Object.values(SECRETS).join(' ')} ${JSON.stringify(PERSON)}`,
    },
    errors: [{ category: 'AUTHENTICATION_ERROR', code: 'UNAUTHORIZED', detail: JSON.stringify(SECRETS) }],
  },
});

const FAILURES: readonly FaultEffect[] = [
  echo(401),
  echo(422),
  echo(429),
  echo(500),
  // An answer that says that all went well and is none.
  echo(200),
  { kind: 'html' },
  { kind: 'reset', at: 'start' },
  { kind: 'hang' },
];

/** For a provider that hangs; everybody else answers within that on a busy machine, too. */
const PATIENCE_MS = 2000;

type How = Awaited<ReturnType<typeof customerOf>>;

const COUNT = 'square.inventory.batch_retrieve_counts';

/** A call of each provider, and what leads to it. */
const CALLS: readonly {
  readonly op: string;
  prepare(shop: Shop, how: How): Promise<() => Promise<unknown>>;
}[] = [
  {
    op: 'stripe.payment_intents.create',
    async prepare(shop, how) {
      const order = await orderOf(shop, how);
      return () => shop.authorize(order, 'pm_card_visa', how);
    },
  },
  {
    op: 'easypost.shipments.create',
    async prepare(shop, how) {
      const cart = await cartOf(shop, how);
      return () => shop.quoteShipping(cart, how);
    },
  },
  {
    op: 'resend.emails.send',
    prepare: async (shop, how) => async () => {
      await orderOf(shop, how);
      await shop.logs.until({ msg: 'event not published' });
    },
  },
  // Of a country and a currency whose rates nobody has asked for with success.
  {
    op: 'vatcomply.vat_rates.list',
    async prepare(shop, how) {
      const cart = await cartOf(shop, how);
      return () => shop.setAddress(cart, { ...PERSON.address, country: DENMARK.country }, how);
    },
  },
  {
    op: 'frankfurter.rates.list',
    async prepare(shop, how) {
      const cart = await cartOf(shop, how);
      return () => shop.setCurrency(cart, 'CHF', how);
    },
  },
];

const REPEATS = 'a provider that hangs, or refuses and repeats what it was sent,';

test(`${REPEATS} leaves no secret in logs, traces or refusals`, { timeout: 60_000 }, async ({ shop }) => {
  await shop.given.product();
  const count = await shop.lastingFault({ on: { op: COUNT }, phase: 'before-effect', effect: echo(401) });
  const watched = await startWatched(shop, {
    BACKGROUND: 'on',
    GATEWAY_DEADLINE_MS: String(PATIENCE_MS),
    // An open breaker would keep the next failure from being seen.
    GATEWAY_BREAKER_FAILURES: '1000',
  });
  await shop.logs.until({ msg: 'background job failed', job: 'sync stock' });
  await count.end();
  const how = await customerOf(shop, watched);

  for (const effect of FAILURES) {
    for (const { op, prepare } of CALLS) {
      const call = await prepare(shop, how);
      const fault = await shop.lastingFault({ on: { op }, phase: 'before-effect', effect });
      shop.logs.clear();

      await call();
      await fault.end();
    }
  }

  await watched.findNothing();
});

test('a database that is slow or goes away leaves no secret in logs, traces or refusals', async ({
  shop,
}) => {
  const line = await shop.openDatabaseLine();
  const watched = await startWatched(shop, { DATABASE_STATEMENT_TIMEOUT_MS: '500' }, line.url);
  const how = await customerOf(shop, watched);
  const order = await orderOf(shop, how);

  const slow = await shop.whileBroken([`SELECT FROM orders WHERE id = '${order.id}' FOR UPDATE`], () =>
    shop.cancelOrder(order, how),
  );
  line.cut();
  const gone = await shop.readOrder(order, how);
  line.mend();

  expect([slow.status, gone.status]).toEqual([503, 503]);
  await watched.findNothing();
});

test('a process that cannot start says why without its secrets', async ({ shop }) => {
  const taken = new URL(shop.url).port;
  const starts = [
    { PORT: taken },
    {
      DATABASE_URL: shop.databaseUrl(
        (url) => void Object.assign(url, { username: 'nobody', password: PASSWORD }),
      ),
    },
    { DATABASE_URL: `postgres://shop:${encodeURIComponent(PASSWORD)}@127.0.0.1:1/shop_test` },
    {
      DATABASE_URL: `mysql://shop:${encodeURIComponent(PASSWORD)}@db/shop`,
      STRIPE_WEBHOOK_SECRETS: `${SECRETS.STRIPE_WEBHOOK_SECRETS},,`,
      EASYPOST_URL: `ftp://shop:${encodeURIComponent(PASSWORD)}@easypost`,
      BACKGROUND: SECRETS.STRIPE_SECRET_KEY,
      RATE_LIMIT_PER_MINUTE: SECRETS.RESEND_API_KEY,
    },
  ];

  const words = await Promise.all(
    starts.map((environment) =>
      shop.startProcess({ ...SECRETS, ...environment }).then(() => 'started', String),
    ),
  );
  for (const _ of shop.logs.errors()) shop.logs.expectError(/./);

  expect(words.map((text) => /ended with (\d+)/.exec(text)?.[1])).toEqual(['1', '1', '1', '78']);
  expect(words[3]).toMatch(
    /DATABASE_URL[^]*STRIPE_WEBHOOK_SECRETS[^]*EASYPOST_URL[^]*RATE_LIMIT[^]*BACKGROUND/,
  );
  expect(leaks(`${words.join('\n')}\n${shop.logs.text()}`, CANARIES)).toEqual([]);
});

/** Preloaded: an error as a library makes it, with what it was sent, that nobody waits for. */
const FORGOTTEN = `process.once('SIGUSR2', () => {
  const { STRIPE_SECRET_KEY, DATABASE_URL } = process.env;
  const config = { url: '/v1/charges', headers: { authorization: 'Bearer ' + STRIPE_SECRET_KEY } };
  const cause = Object.assign(new Error('401 for ' + STRIPE_SECRET_KEY), { request: { headers: config.headers } });
  Promise.reject(Object.assign(new Error('the request failed', { cause }), { config, connectionString: DATABASE_URL }));
})`;

test('an error that nobody caught ends the process with its name, and without what hangs on it', async ({
  shop,
}) => {
  const api = await shop.startProcess({
    ...SECRETS,
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(FORGOTTEN)}`,
  });

  api.signal('SIGUSR2');
  const code = await api.ended;
  shop.logs.expectError(/the request failed/);

  expect(code).toBe(1);
  expect(api.written()).toContain('the request failed');
  expect(leaks(api.written(), CANARIES)).toEqual([]);
});

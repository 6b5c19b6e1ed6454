import { accepted, expect, GERMANY, test, type Shop } from '@topheavy/testbed';

const PASSWORD = 'correct-horse-battery';

test('no key of a caller is ever logged, valid, wrong or in the wrong place', async ({ shop }) => {
  const wrong = 'th_a_wrong_key_nobody_has';
  const answers = [
    await shop.listOrders(),
    await shop.call('listOrders', { key: wrong }),
    await shop.call('listOrders', { key: null, headers: { authorization: `Basic ${wrong}` } }),
    await shop.http.send({ method: 'GET', path: `/v1/products?apiKey=${wrong}` }),
  ];
  await Promise.all(answers.map(({ headers }) => shop.logs.until({ requestId: headers['x-request-id'] })));

  expect(shop.logs.text()).not.toMatch(new RegExp(`${wrong}|${shop.customer.key}|Bearer th_|Basic `));
});

test('the password of the database is not logged when the database refuses it', async ({ shop }) => {
  const url = shop.databaseUrl((one) => {
    one.username = 'nobody';
    one.password = PASSWORD;
  });
  const { http: via } = await shop.startApi({ DATABASE_URL: url });
  shop.logs.expectError(/nobody/);

  const answer = await shop.isReady({ via });
  await shop.logs.until({ msg: 'request failed' });

  expect(answer.status).toBe(500);
  expect(shop.logs.text()).not.toContain(PASSWORD);
});

test('the password of the database is not logged when a connection breaks', async ({ shop }) => {
  const line = await shop.openDatabaseLine();
  const { http: via } = await shop.startApi({ DATABASE_URL: line.url });
  await shop.isReady({ via });

  line.cut();
  await shop.logs.until({ msg: 'idle database connection lost' });
  await shop.isReady({ via });
  await shop.logs.until({ msg: 'request refused' });

  expect(shop.logs.text()).not.toContain(new URL(line.url).password);
});

const services = [
  {
    service: 'payments',
    op: 'stripe.payment_intents.create',
    key: 'sk_test_topheavy',
    use: async (shop: Shop) => shop.authorize(await shop.given.placedOrder()),
  },
  {
    service: 'shipping',
    op: 'easypost.shipments.create',
    key: 'EZTKtopheavy',
    use: async (shop: Shop) => {
      const items = [{ productId: (await shop.given.product()).id, quantity: 1 }];
      await shop.quoteShipping(accepted(await shop.createCart({ items, address: GERMANY })));
    },
  },
  {
    service: 'email',
    op: 'resend.emails.send',
    key: 're_topheavy',
    use: async (shop: Shop) => {
      await shop.given.placedOrder();
      await shop.relayOutbox();
    },
  },
  {
    service: 'inventory',
    op: 'square.inventory.batch_retrieve_counts',
    key: 'square-token',
    use: async (shop: Shop) => {
      await shop.given.product();
      shop.logs.expectError(/background job failed/);
      await shop.startLoop({ name: 'sync stock', everyMs: 3_600_000, runOnce: shop.syncStock }).stop();
    },
  },
];

test.for(services)(
  'the key of the $service service is not logged when the service fails',
  async ({ service, op, key, use }, { shop }) => {
    // 429 is what each of them passes on with all that is known of it.
    const busy = {
      kind: 'status',
      code: 429,
      body: { error: { type: 'api_error', message: 'slower' } },
    } as const;
    await shop.fault({ on: { op }, phase: 'before-effect', nth: { from: 1 }, effect: busy });

    await use(shop);

    const failures = shop.logs
      .lines()
      .filter(({ err }) => JSON.stringify(err ?? '').includes(`"gateway":"${service}"`));
    expect(failures.length).toBeGreaterThan(0);
    expect(shop.logs.text()).not.toContain(key);
    expect(shop.logs.text()).not.toContain(Buffer.from(`${key}:`).toString('base64'));
  },
);

test('what a library hangs on its errors is not logged where it may be a secret', async ({ shop }) => {
  const failure = Object.assign(new Error('the request failed'), {
    config: { url: '/v1/charges', headers: { authorization: 'Bearer hush-1' } },
    client: { host: 'hush-2' },
    connectionString: 'postgres://shop:hush-3@db/shop',
    options: { apiKey: 'hush-4', secretKey: 'hush-5', accessToken: 'hush-6', password: 'hush-7' },
  });
  shop.logs.expectError(/the request failed/);

  const loop = shop.startLoop({
    name: 'failing',
    everyMs: 3_600_000,
    runOnce: () => Promise.reject(failure),
  });
  const { err } = await shop.logs.until({ msg: 'background job failed' });
  await loop.stop();

  expect(err).toMatchObject({ config: { url: '/v1/charges', headers: { authorization: '[redacted]' } } });
  expect(shop.logs.text()).not.toContain('hush');
});

test('a row that the database refuses is not logged: it may be a customer', async ({ shop }) => {
  const insert = `INSERT INTO customers (id, email, name, created_at)
    VALUES (gen_random_uuid(), 'hush@customers.example', NULL, now())`;
  shop.logs.expectError(/violates not-null constraint/);

  const loop = shop.startLoop({
    name: 'failing',
    everyMs: 3_600_000,
    runOnce: () => shop.sql(insert).then(({ length }) => length),
  });
  const { err } = await shop.logs.until({ msg: 'background job failed' });
  await loop.stop();

  expect(err).toMatchObject({ code: '23502', table: 'customers', column: 'name', detail: '[redacted]' });
  expect(shop.logs.text()).not.toContain('hush');
});

test('a key that stands in a path is not logged, whether it is one or not', async ({ shop }) => {
  const { headers } = await shop.call('readProblemType', { params: { slug: shop.customer.key } });
  const line = await shop.logs.until({ requestId: headers['x-request-id'] });

  expect(line).toMatchObject({ path: '/problems/[redacted]', status: 404 });
});

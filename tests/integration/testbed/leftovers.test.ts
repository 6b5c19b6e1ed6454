import { expect, test } from '@topheavy/testbed';

test('a fault that never fires fails its test', async ({ shop }) => {
  const armed = await shop.fault({
    on: { op: 'stripe.refunds.create' },
    phase: 'before-effect',
    effect: { kind: 'status', code: 500, body: {} },
  });

  await expect(shop.assertNothingLeft()).rejects.toThrow(
    /An armed fault never fired: .*stripe\.refunds\.create/,
  );
  await shop.disarm(armed);
  await shop.assertNothingLeft();
});

test('an error that the API logs fails its test, unless the test expects it', async ({ shop }) => {
  const failing = shop.startLoop({
    name: 'failing',
    everyMs: 3_600_000,
    runOnce: () => Promise.reject(new Error('nobody saw this coming')),
  });
  await shop.logs.until({ msg: 'background job failed' });
  await failing.stop();

  await expect(shop.assertNothingLeft()).rejects.toThrow(/unexpected error: .*nobody saw this coming/);
  shop.logs.expectError(/nobody saw this coming/);
  await shop.assertNothingLeft();
});

test('an expected error that the API does not log fails its test', async ({ shop }) => {
  shop.logs.expectError(/the sky falls/);

  await expect(shop.assertNothingLeft()).rejects.toThrow('did not log the expected error /the sky falls/');
  shop.logs.clear();
});

test.for([
  ['an empty line', { level: 30, msg: '' }],
  ['a warning of nothing in particular', { level: 40, msg: 'not settled', service: 'topheavy-api' }],
] as const)('%s in the log fails its test', async ([, line], { shop }) => {
  shop.logs.stream.write(JSON.stringify({ ...line, time: 0 }));

  await expect(shop.assertNothingLeft()).rejects.toThrow('does not say what happened, to whom or why');
  shop.logs.clear();
});

test('books that do not balance fail their test', async ({ shop }) => {
  const { id } = await shop.given.product();
  const reserve = (units: number) =>
    shop.sql('UPDATE stock SET reserved = $1 WHERE product_id = $2', [units, id]);
  await reserve(1);

  await expect(shop.assertNothingLeft()).rejects.toThrow('reserved stock is what open orders hold (I2)');
  await reserve(0);
});

test('a refusal that changed something fails its test', async ({ shop }) => {
  const act = async () => {
    await shop.given.product();
    return shop.readOrder({ id: crypto.randomUUID() });
  };

  await expect(shop.refuses('order-not-found', act)).rejects.toThrow(
    // How many tables a product takes is the shop's own affair.
    /^order-not-found was answered, and yet these changed: .*\bproducts\b.*\bstock\b.*\.$/,
  );
});

test('another refusal than the expected one fails its test', async ({ shop }) => {
  const act = () => shop.readOrder({ id: 'not-an-id' });

  await expect(shop.refuses('order-not-found', act)).rejects.toThrow(
    /Expected the refusal order-not-found, got 422: .*validation-failed/,
  );
});

import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from '@topheavy/testbed';

const hold = (op: string) => ({ on: { op }, phase: 'after-effect', effect: { kind: 'hold' } }) as const;
/** Longer than anything here takes: the gateway must not give up on an answer that a test holds. */
const PATIENT = { GATEWAY_DEADLINE_MS: '20000' };

test('a process told to stop finishes the running request, takes no other, and ends with code 0', async ({
  shop,
}) => {
  const order = await shop.given.placedOrder();
  const api = await shop.startProcess(PATIENT);
  const held = await shop.fault(hold('stripe.payment_intents.create'));
  const running = shop.authorize(order, 'pm_card_visa', { via: api.http });
  await shop.untilHeld(held);

  api.signal('SIGTERM');
  await shop.logs.until({ msg: 'stopping' });
  const another = await shop.isLive({ via: api.http }).catch(String);
  await shop.release(held);

  expect(await running).toMatchObject({ status: 201, body: { status: 'authorized' } });
  expect(another).toContain('ECONNREFUSED');
  expect(await api.ended).toBe(0);
});

test('while it finishes what runs, a process says that it is not ready', async ({ shop }) => {
  const cart = await shop.given.cart();
  const api = await shop.startProcess(PATIENT);
  const held = await shop.fault(hold('easypost.shipments.create'));
  const { hostname, port } = new URL(api.url);
  const head = ['HTTP/1.1', 'Host: shop', `Authorization: Bearer ${shop.customer.key}`].join('\r\n');

  // One connection that is in use, so that it stays, and that carries the next question already.
  const connection = connect(Number(port), hostname);
  const answers: string[] = [];
  connection.on('data', (bytes) => answers.push(bytes.toString('utf8')));
  connection.write(`POST /v1/carts/${cart.id}/shipping-rates ${head}\r\nIdempotency-Key: rates\r\n\r\n`);
  await shop.untilHeld(held);
  api.signal('SIGTERM');
  await shop.logs.until({ msg: 'stopping' });
  connection.write(`GET /health/ready ${head}\r\nConnection: close\r\n\r\n`);
  await shop.release(held);
  await once(connection, 'close');

  const [rates, readiness] = answers.join('').split(/(?=HTTP\/1\.1 )/);
  expect(rates).toMatch(/^HTTP\/1\.1 200 /);
  expect(readiness).toMatch(/^HTTP\/1\.1 503 [^]*shutting down/);
});

test('a second signal ends a process at once, with code 1', async ({ shop }) => {
  const order = await shop.given.placedOrder();
  const api = await shop.startProcess(PATIENT);
  const held = await shop.fault(hold('stripe.payment_intents.create'));
  const running = shop
    .authorize(order, 'pm_card_visa', { via: api.http })
    .catch((error: Error) => error.message);
  await shop.untilHeld(held);

  api.signal('SIGTERM');
  await shop.logs.until({ msg: 'stopping' });
  api.signal('SIGTERM');

  expect(await api.ended).toBe(1);
  expect(await running).toBe('socket hang up');
});

test('a process told to stop finishes the mail that it is sending, phase by phase', async ({ shop }) => {
  await shop.given.placedOrder();
  const held = await shop.fault(hold('resend.emails.send'));
  const api = await shop.startProcess({ ...PATIENT, BACKGROUND: 'on' });
  await shop.untilHeld(held);

  api.signal('SIGTERM');
  await shop.logs.until({ phase: 'finish running requests' });
  await shop.release(held);
  const code = await api.ended;

  const phases = shop.logs.lines().flatMap(({ phase }) => phase ?? []);
  expect(phases).toEqual([
    'finish running requests',
    'finish background work',
    'close metrics',
    'close database',
  ]);
  expect(code).toBe(0);
  expect(await shop.journal({ op: 'resend.emails.send' })).toHaveLength(1);
  expect(await shop.relayOutbox()).toBe(0);
});

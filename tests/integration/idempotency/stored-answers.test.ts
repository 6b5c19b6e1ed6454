import { accepted, describe, expect, test, type Answer, type Shop } from '@topheavy/testbed';

const NOBODYS = { id: '01890a5d-ac96-774b-bcce-b302099a8057' };

/** Prepares, and returns what is to be sent twice. */
type Sending = (shop: Shop) => Promise<(how: { readonly idempotencyKey?: string | null }) => Promise<Answer>>;

describe('an answer that was decided is repeated to the byte, and so is not its effect', () => {
  const rows: { answer: string; status: number; sending: Sending }[] = [
    {
      answer: 'a placed order',
      status: 201,
      sending: async (shop) => {
        const cart = await shop.given.cart();
        return (how) => shop.placeOrder(cart, '19.00 EUR', {}, how);
      },
    },
    {
      answer: 'a cancelled order',
      status: 200,
      sending: async (shop) => {
        const order = await shop.given.placedOrder();
        return (how) => shop.cancelOrder(order, how);
      },
    },
    {
      answer: 'a payment whose outcome is open',
      status: 202,
      sending: async (shop) => {
        const order = await shop.given.placedOrder();
        await shop.loseAnswer('stripe.payment_intents.create');
        return (how) => shop.authorize(order, 'pm_card_visa', how);
      },
    },
    {
      answer: 'a declined card',
      status: 402,
      sending: async (shop) => {
        const order = await shop.given.placedOrder();
        return (how) => shop.authorize(order, 'pm_card_chargeDeclined', how);
      },
    },
    {
      answer: 'a cart that was not ready',
      status: 409,
      sending: async (shop) => {
        const cart = await shop.given.openCart();
        return (how) => shop.placeOrder(cart, '19.00 EUR', {}, how);
      },
    },
    {
      answer: 'a capture beyond the hold',
      status: 422,
      sending: async (shop) => {
        const order = await shop.given.authorisedOrder({ total: '50.00 EUR' });
        return (how) => shop.capture(order, '50.01 EUR', how);
      },
    },
  ];

  test.for(rows)('$answer, $status', async ({ status, sending }, { shop }) => {
    const send = await sending(shop);

    const [first, again] = await shop.twice(send);

    const { 'content-type': type, etag, location } = first.headers;
    expect(first).toMatchObject({ status });
    expect(first.headers).not.toHaveProperty('idempotent-replayed');
    expect(again).toMatchObject({ status, text: first.text, headers: { 'idempotent-replayed': 'true' } });
    expect(again.headers).toMatchObject({
      'content-type': type,
      ...(etag === undefined ? {} : { etag }),
      ...(location === undefined ? {} : { location }),
    });
  });
});

test('a repeated answer says what was true then, whatever happened since', async ({ shop }) => {
  const cart = await shop.given.cart();

  const [first, again] = await shop.twice(
    (how) => shop.placeOrder(cart, '19.00 EUR', {}, how),
    async () => shop.cancelOrder(accepted(await shop.listOrders()).items[0] ?? NOBODYS),
  );

  expect(again.body).toEqual(first.body);
  expect(again.body.status).toBe('pending_payment');
});

test('a refusal stays the answer to its key after its reason is gone', async ({ shop }) => {
  const product = await shop.given.product({ onHand: 0 });
  const cart = await shop.given.cart({ items: [{ product, quantity: 1 }] });

  const [first, again] = await shop.twice(
    (how) => shop.placeOrder(cart, '19.00 EUR', {}, how),
    () => shop.setStock(product.id, 5),
  );

  expect([first.status, again.status]).toEqual([409, 409]);
  expect(await shop.placeOrder(cart, '19.00 EUR')).toMatchObject({ status: 201 });
});

test('a card that was declined is charged no second time by a repetition', async ({ shop }) => {
  const order = await shop.given.placedOrder();

  await shop.twice((how) => shop.authorize(order, 'pm_card_chargeDeclined', how));

  expect(await shop.atTheBank(order)).toHaveLength(1);
});

test('a PUT or PATCH may carry a key too, and then happens once', async ({ shop }) => {
  const order = await shop.given.placedOrder();

  const [first, again] = await shop.twice((how) =>
    shop.updateOrder(order, '"1"', { deliveryNote: 'Ring twice' }, how),
  );

  expect([first.status, again.status]).toEqual([200, 200]);
  expect(again.text).toBe(first.text);
  expect((await shop.readOrder(order)).headers['etag']).toBe(first.headers['etag']);
});

describe('a key whose request was refused before any work is free', () => {
  test('after an invalid field', async ({ shop }) => {
    const cart = await shop.given.cart();
    const how = { idempotencyKey: 'order-7' };

    const invalid = await shop.placeOrder(cart, '19.00 EUR', { email: 'nobody' }, how);
    const mended = await shop.placeOrder(cart, '19.00 EUR', { email: 'ada@customers.example' }, how);

    expect([invalid.status, mended.status]).toEqual([422, 201]);
  });

  test('after a resource that was not there', async ({ shop }) => {
    const cart = await shop.given.cart();
    const how = { idempotencyKey: 'order-7' };

    const nobodys = await shop.placeOrder(NOBODYS, '19.00 EUR', {}, how);
    const mended = await shop.placeOrder(cart, '19.00 EUR', {}, how);

    expect([nobodys.status, mended.status]).toEqual([404, 201]);
    expect(mended.headers).not.toHaveProperty('idempotent-replayed');
  });

  test('after a version that was no longer the present one', async ({ shop }) => {
    const order = await shop.given.placedOrder();
    const how = { idempotencyKey: 'note-7' };

    const stale = await shop.updateOrder(order, '"9"', { deliveryNote: 'Ring twice' }, how);
    const fresh = await shop.updateOrder(order, '"1"', { deliveryNote: 'Ring twice' }, how);

    expect([stale.status, fresh.status]).toEqual([412, 200]);
  });
});

test('after a service was down the same key goes on with what it began', async ({ shop }) => {
  const order = await shop.given.placedOrder();
  const how = { idempotencyKey: 'pay-7' };
  await shop.turnAway('stripe.payment_intents.create');

  const down = await shop.authorize(order, 'pm_card_visa', how);
  const begun = (await shop.readOrder(order)).body.payment;
  const up = await shop.authorize(order, 'pm_card_visa', how);

  expect(down).toMatchObject({ status: 503, problem: { slug: 'dependency-unavailable' } });
  expect(up).toMatchObject({ status: 201, body: { id: begun?.id, status: 'authorized' } });
  expect(await shop.atTheBank(order)).toMatchObject([{ status: 'requires_capture' }]);
});

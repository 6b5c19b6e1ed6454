import { accepted, expect, test, type Answer, type Shop } from '@topheavy/testbed';
import { sizesOf, wholeReads } from './whole-reads.ts';

/** Every call and job of a busy day, each on an order of its own history. */
async function busyDay(shop: Shop): Promise<Map<string, string[]>> {
  const cart = await shop.given.cart({ total: '100.00 EUR', coupon: await shop.given.coupon() });
  const [paid, voided, sent] = [
    await shop.given.placedOrder(),
    await shop.given.placedOrder(),
    await shop.given.capturedOrder(),
  ];
  const order = await shop.given.authorisedOrder({ total: '100.00 EUR' });
  const total = await shop.readCartAsText(cart);
  type Api = Parameters<Parameters<Shop['statementsOf']>[0][string]>[0];
  const as = shop.backOffice;
  const all = (act: (via: Api['http'], api: Api) => Promise<Answer>) => async (api: Api) =>
    accepted(await act(api.http, api));
  return shop.statementsOf({
    listProducts: all((via) => shop.listProducts({}, { via })),
    listOrders: all((via) => shop.listOrders({}, { via })),
    'listOrders, back office': all((via) => shop.listOrders({}, { via, as })),
    'listOrders, one status': all((via) => shop.listOrders({ status: 'pending_payment' }, { via, as })),
    readCart: all((via) => shop.readCart(cart, { via })),
    placeOrder: all((via) => shop.placeOrder(cart, total.totals.total ?? '', {}, { via })),
    readOrder: all((via) => shop.readOrder(order, { via })),
    authorizePayment: all((via) => shop.authorize(paid, 'pm_card_visa', { via })),
    readPayment: all((via) => shop.readPayment(order, { via })),
    capturePayment: all((via) => shop.capture(order, '60.00 EUR', { via })),
    refundPayment: all((via) => shop.refund(order, '20.00 EUR', { via })),
    cancelOrder: all((via) => shop.cancelOrder(voided, { via })),
    buyLabel: all((via) => shop.buyLabel(sent, { via })),
    readLedger: all((via) => shop.readLedger(sent, { via, as })),
    'relay outbox': (by) => shop.relayAll({ by }),
    'sweep payments': (by) => shop.sweepPayments({ by, minutesLater: 2 }),
    'sweep shipments': (by) => shop.sweepShipments({ by, minutesLater: 2 }),
    'expire reservations': (by) => shop.expireReservations({ by, minutesLater: 31 }),
    'prune idempotency keys': (by) => shop.pruneIdempotencyKeys({ by }),
  });
}

const isQuery = (statement: string): boolean => /^(select|insert|update|delete|with)\b/i.test(statement);

/** A busy day is forty requests, most of them to make what the others are about. */
const timeout = 60_000;

test('what a busy day asks the database reads no big table as a whole', { timeout }, async ({ shop }) => {
  const day = await busyDay(shop);
  const sizes = await sizesOf(shop);
  const found: string[] = [];

  for (const [operation, statements] of day) {
    for (const statement of new Set(statements.filter(isQuery))) {
      const reads = wholeReads(await shop.planOf(statement), sizes);
      if (reads.length > 0) found.push(`${operation} reads ${reads.join(' and ')}: ${statement}`);
    }
  }

  expect([...day].filter(([, statements]) => !statements.some(isQuery))).toEqual([]);
  expect(found).toEqual([]);
});

test.for([
  ['listOrders', 'orders_by_customer'],
  ['readOrder', 'payments_by_order'],
  ['readOrder', 'shipments_by_order'],
  ['readPayment', 'captures_by_payment'],
  ['sweep payments', 'payments_to_settle'],
  ['relay outbox', 'outbox_to_publish'],
] as const)(
  'the check above sees that %s misses the index %s',
  { timeout },
  async ([operation, index], { shop }) => {
    const day = await busyDay(shop);
    const sizes = await sizesOf(shop);

    const reads: string[] = [];
    for (const statement of new Set(day.get(operation)?.filter(isQuery)))
      reads.push(...wholeReads(await shop.planAfter(`DROP INDEX ${index} CASCADE`, statement), sizes));

    expect(reads.length).toBeGreaterThan(0);
  },
);

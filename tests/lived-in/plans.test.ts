import { accepted, expect, GERMANY, test, type Answer, type Shop } from '@topheavy/testbed';
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
  const [unpaid, parcel] = [await shop.given.placedOrder(), await shop.given.shippedOrder()];
  const asked = accepted(await shop.authorize(unpaid, 'pm_card_authenticationRequired'));
  const waiting = { id: unpaid.id, paymentId: asked.id };
  const shipment = { id: parcel.shipmentId };
  await shop.carrierReports(parcel, 'in_transit');
  const refunded = await shop.given.capturedOrder({ total: '50.00 EUR' });
  accepted(await shop.refund(refunded, '10.00 EUR'));
  const [[authorised], [refundMade], [tracked]] = [
    await shop.eventsOfType('payment_intent.amount_capturable_updated'),
    await shop.eventsOfType('refund.created'),
    await shop.eventsOfType('tracker.updated'),
  ];
  const product = await shop.given.product();
  const items = [{ productId: product.id, quantity: 1 }];
  const another = await shop.given.openCart({ items: [{ product, quantity: 1 }] });
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
    createCart: all((via) => shop.createCart({ items, address: GERMANY }, { via })),
    putCartItem: all((via) => shop.putItem(another, product, 2, { via })),
    setCartAddress: all((via) => shop.setAddress(another, GERMANY, { via })),
    quoteShipping: all((via) => shop.quoteShipping(another, { via })),
    readCart: all((via) => shop.readCart(cart, { via })),
    placeOrder: all((via) => shop.placeOrder(cart, total.totals.total ?? '', {}, { via })),
    readOrder: all((via) => shop.readOrder(order, { via })),
    authorizePayment: all((via) => shop.authorize(paid, 'pm_card_visa', { via })),
    readPayment: all((via) => shop.readPayment(order, { via })),
    capturePayment: all((via) => shop.capture(order, '60.00 EUR', { via })),
    refundPayment: all((via) => shop.refund(order, '20.00 EUR', { via })),
    voidPayment: all((via) => shop.void(waiting, { via })),
    'receiveStripeEvent, payment': all((via) => shop.stripeSends(authorised, { via })),
    'receiveStripeEvent, refund': all((via) => shop.stripeSends(refundMade, { via })),
    receiveEasypostEvent: all((via) => shop.easypostSends(tracked, { via })),
    updateOrder: all((via) => shop.updateOrder(paid, '"2"', { deliveryNote: 'Ring twice' }, { via })),
    cancelOrder: all((via) => shop.cancelOrder(voided, { via })),
    buyLabel: all((via) => shop.buyLabel(sent, { via })),
    readShipment: all((via) => shop.readShipment(shipment, { via })),
    readLedger: all((via) => shop.readLedger(sent, { via, as })),
    'relay outbox': (by) => shop.relayAll({ by }),
    'sweep payments': (by) => shop.sweepPayments({ by, minutesLater: 2 }),
    'sweep shipments': (by) => shop.sweepShipments({ by, minutesLater: 2 }),
    'expire reservations': (by) => shop.expireReservations({ by, minutesLater: 31 }),
    'sync stock': (by) => shop.syncStock({ by }),
    'prune idempotency keys': (by) => shop.pruneIdempotencyKeys({ by }),
  });
}

const isQuery = (statement: string): boolean => /^\s*(select|insert|update|delete|with)\b/i.test(statement);

/** A busy day is seventy requests, most of them to make what the others are about. */
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

/** Each read of a day that is lost without this index. */
const NEEDED = [
  ['listOrders', 'orders_by_customer'],
  ['readOrder', 'payments_by_order'],
  ['readOrder', 'shipments_by_order'],
  ['readPayment', 'captures_by_payment'],
  ['readLedger', 'ledger_transactions_by_order'],
  ['receiveStripeEvent, payment', 'payments_provider_reference_unique'],
  ['receiveStripeEvent, refund', 'refunds_provider_reference_key'],
  ['receiveEasypostEvent', 'shipments_tracker_reference_key'],
  ['sync stock', 'outbox_sales_by_publication'],
  ['sweep payments', 'payments_to_settle'],
  ['sweep payments', 'captures_to_settle'],
  ['sweep payments', 'refunds_to_settle'],
  ['relay outbox', 'outbox_to_publish'],
] as const;

/** That of a constraint goes with it. */
const drop = (index: string): string =>
  /_(key|unique)$/.test(index)
    ? `ALTER TABLE ${index.slice(0, index.indexOf('_'))} DROP CONSTRAINT ${index} CASCADE`
    : `DROP INDEX ${index}`;

test('the check above sees each index that is gone', { timeout }, async ({ shop }) => {
  const day = await busyDay(shop);
  const sizes = await sizesOf(shop);
  const unseen: string[] = [];

  for (const [operation, index] of NEEDED) {
    const reads: string[] = [];
    for (const statement of new Set(day.get(operation)?.filter(isQuery)))
      reads.push(...wholeReads(await shop.planAfter(drop(index), statement), sizes));
    if (reads.length === 0) unseen.push(`${operation} without ${index}`);
  }

  expect(unseen).toEqual([]);
});

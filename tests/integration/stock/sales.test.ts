import { accepted, expect, test, type Shop } from '@topheavy/testbed';

const REPORT = 'square.inventory.batch_change';

/** Ten counted and put on sale, two of them sold and handed to the carrier. */
async function twoOfTenLeft(shop: Shop) {
  const product = await shop.given.product({ onHand: 10 });
  await shop.warehouseCounts(product, 10);
  const order = await shop.given.shippedOrder({ items: [{ product, quantity: 2 }] });
  return { product, order };
}

test('what left the warehouse is reported to it once, when it left', async ({ shop }) => {
  const product = await shop.given.product({ onHand: 10 });
  await shop.warehouseCounts(product, 10);
  const order = await shop.given.authorisedOrder({ items: [{ product, quantity: 2 }] });
  await shop.relayAll();
  const whilePacking = await shop.inTheWarehouse(product);

  accepted(await shop.buyLabel(order));
  await shop.relayAll();
  await shop.relayAll();

  const sale = { reference: product.inventoryReference, quantity: '2', movement: 'IN_STOCK → SOLD' };
  expect(whilePacking).toBe(10);
  expect(await shop.salesReported()).toEqual([sale]);
  expect(await shop.inTheWarehouse(product)).toBe(8);
  expect(await shop.stockOf(product)).toMatchObject({ onHand: 8, reserved: 0 });
});

test('every line of an order is reported', async ({ shop }) => {
  const [lamp, book] = [await shop.given.product(), await shop.given.product()];
  const items = [
    { product: lamp, quantity: 2 },
    { product: book, quantity: 3 },
  ];
  await shop.given.shippedOrder({ items });

  await shop.relayAll();

  expect(await shop.salesReported()).toMatchObject([
    { reference: lamp.inventoryReference, quantity: '2' },
    { reference: book.inventoryReference, quantity: '3' },
  ]);
});

test('a sale that the warehouse does not know of yet comes off its count', async ({ shop }) => {
  const { product } = await twoOfTenLeft(shop);

  await shop.syncStock();

  expect(await shop.inTheWarehouse(product)).toBe(10);
  expect(await shop.stockOf(product)).toMatchObject({ onHand: 8, reserved: 0 });
});

test('a sale that the warehouse knows of is not taken off twice', async ({ shop }) => {
  const { product } = await twoOfTenLeft(shop);
  await shop.relayAll();

  await shop.syncStock();

  expect(await shop.stockOf(product)).toMatchObject({ onHand: 8, reserved: 0 });
});

test('a sale that is reported while the counts are on their way is not sold again', async ({ shop }) => {
  const { product } = await twoOfTenLeft(shop);
  const held = await shop.holdAnswer('square.inventory.batch_retrieve_counts');
  const sync = shop.syncStock();
  await shop.untilHeld(held);

  await shop.relayAll();
  await shop.release(held);
  await sync;

  expect(await shop.stockOf(product)).toMatchObject({ onHand: 8 });
});

test('a sale whose mail failed is reported again with it and counts once', async ({ shop }) => {
  const { product, order } = await twoOfTenLeft(shop);
  await shop.turnMailsAway({ subject: `Your order ${order.id} is on its way` });

  await shop.relayAll();
  await shop.relayAll({ minutesLater: 1 });

  expect(await shop.journal({ op: REPORT })).toHaveLength(2);
  expect(await shop.inTheWarehouse(product)).toBe(8);
});

test('a sale that comes to the shelf just before the counts do comes off them', async ({ shop }) => {
  const product = await shop.given.product({ onHand: 10 });
  await shop.warehouseCounts(product, 10);
  const order = await shop.given.authorisedOrder({ items: [{ product, quantity: 2 }] });

  const [shipment] = await shop.queueAtGate<unknown>({ table: 'stock', id: product.id }, [
    () => shop.buyLabel(order),
    () => shop.syncStock(),
  ]);

  expect(shipment).toMatchObject({ status: 201 });
  expect(await shop.stockOf(product)).toMatchObject({ onHand: 8, reserved: 0 });
});

import { expect, tally, test } from '@topheavy/testbed';

test('what the warehouse counted is what can be sold', async ({ shop }) => {
  const [more, fewer] = [await shop.given.product({ onHand: 5 }), await shop.given.product({ onHand: 5 })];
  await shop.warehouseCounts(more, 17);
  await shop.warehouseCounts(fewer, 2);

  await shop.syncStock();

  expect(await shop.stockOf(more)).toMatchObject({ onHand: 17, available: 17 });
  expect(await shop.stockOf(fewer)).toMatchObject({ onHand: 2, available: 2 });
});

test('a product that the warehouse has no count for keeps its stock', async ({ shop }) => {
  const [counted, unknown] = [await shop.given.product(), await shop.given.product({ onHand: 5 })];
  await shop.warehouseCounts(counted, 1);

  await shop.syncStock();

  expect(await shop.stockOf(unknown)).toMatchObject({ onHand: 5 });
});

test('units that broke or are on their way are counted, and not in stock', async ({ shop }) => {
  const product = await shop.given.product({ onHand: 5 });
  // Square lists the newest count first.
  await shop.warehouseCounts(product, 3, 'WASTE');
  await shop.warehouseCounts(product, 7);
  await shop.warehouseCounts(product, 40, 'IN_TRANSIT');

  await shop.syncStock();

  expect(await shop.stockOf(product)).toMatchObject({ onHand: 7, available: 7 });
});

test('half a unit cannot be sold', async ({ shop }) => {
  const product = await shop.given.product({ onHand: 5 });
  await shop.warehouseCounts(product, '7.51234');

  await shop.syncStock();

  expect(await shop.stockOf(product)).toMatchObject({ onHand: 7 });
});

test('where more was sold than was counted, nothing is left to sell', async ({ shop }) => {
  const product = await shop.given.product({ onHand: 5 });
  await shop.warehouseCounts(product, 1);
  await shop.given.shippedOrder({ items: [{ product, quantity: 3 }] });
  await shop.relayAll();

  await shop.syncStock();

  expect(await shop.inTheWarehouse(product)).toBe(-2);
  expect(await shop.stockOf(product)).toMatchObject({ onHand: 0, available: 0 });
});

test('a sync follows the pages of the warehouse to the last', async ({ shop }) => {
  const products = await shop.given.products(5, { onHand: 1 });
  for (const product of products) await shop.warehouseCounts(product, 9);
  await shop.fact('square', 'page_size', { limit: 2 });

  await shop.syncStock();

  const stock = await Promise.all(products.map((product) => shop.stockOf(product)));
  expect(stock.map(({ onHand }) => onHand)).toEqual([9, 9, 9, 9, 9]);
  expect(await shop.journal({ op: 'square.inventory.batch_retrieve_counts' })).toHaveLength(3);
});

test('a page that names itself as the next ends the sync, and what was counted before it is not taken over', async ({
  shop,
}) => {
  const product = await shop.given.product({ onHand: 5 });
  await shop.fault({
    on: { op: 'square.inventory.batch_retrieve_counts' },
    // The first page, the second and the one repetition of it.
    nth: { from: 1, to: 3 },
    phase: 'before-effect',
    effect: { kind: 'body', body: { counts: [], cursor: 'the same again' } },
  });

  await expect(shop.syncStock()).rejects.toMatchObject({
    failure: 'unavailable',
    message: 'inventory: counts-in-stock: the answer points to itself as its next page',
  });
  expect(await shop.stockOf(product)).toMatchObject({ onHand: 5 });
});

test.for(['x7', '7 boxes', '7.', '.7', '1.123456', '12345678901234567890', ''])(
  'a count of "%s" is no number, and is not taken over',
  async (quantity, { shop }) => {
    const product = await shop.given.product({ onHand: 5 });
    await shop.warehouseCounts(product, 7);
    await shop.fault({
      on: { op: 'square.inventory.batch_retrieve_counts' },
      nth: { from: 1, to: 2 },
      phase: 'after-effect',
      effect: { kind: 'drift', changes: [{ change: 'enum', path: '$.counts[0].quantity', value: quantity }] },
    });

    await expect(shop.syncStock()).rejects.toMatchObject({ failure: 'unavailable' });
    expect(await shop.stockOf(product)).toMatchObject({ onHand: 5 });
  },
);

test('what lies in another warehouse cannot be sold', async ({ shop }) => {
  const product = await shop.given.product({ onHand: 5 });
  await shop.warehouseCounts(product, 7);
  await shop.fact('square', 'stock', {
    catalog_object_id: product.inventoryReference,
    location_id: 'L_OUTLET',
    quantity: '40',
  });

  await shop.syncStock();

  expect(await shop.stockOf(product)).toMatchObject({ onHand: 7, available: 7 });
});

test('a product that is no longer sold is not counted', async ({ shop }) => {
  const product = await shop.given.product({ onHand: 5 });
  await shop.updateProduct(product.id, { active: false });
  await shop.warehouseCounts(product, 9);

  await shop.syncStock();

  expect(await shop.stockOf(product)).toMatchObject({ onHand: 5 });
});

test('what customers were promised stays theirs when the warehouse counts less, and is reported', async ({
  shop,
}) => {
  const api = await shop.startApi();
  const product = await shop.given.product({ onHand: 9 });
  await shop.given.placedOrder({ items: [{ product, quantity: 3 }] });
  await shop.warehouseCounts(product, 1);

  await shop.syncStock({ by: api });

  expect(await shop.stockOf(product)).toMatchObject({ onHand: 3, reserved: 3, available: 0 });
  expect(await shop.measured(api, 'stock_discrepancies_total')).toEqual([{ value: 1 }]);
});

test('nothing is reported when what is reserved is all that is there', async ({ shop }) => {
  const api = await shop.startApi();
  const product = await shop.given.product({ onHand: 9 });
  await shop.given.placedOrder({ items: [{ product, quantity: 3 }] });
  await shop.warehouseCounts(product, 3);

  await shop.syncStock({ by: api });

  expect(await shop.stockOf(product)).toMatchObject({ onHand: 3, reserved: 3 });
  expect(await shop.measured(api, 'stock_discrepancies_total')).toEqual([{ value: 0 }]);
});

test('two syncs at once come to what one of them comes to', async ({ shop }) => {
  const products = await shop.given.products(3, { onHand: 9 });
  for (const product of products) await shop.warehouseCounts(product, 4);
  const other = await shop.startApi();

  await shop.race(2, (index) => shop.syncStock(index === 0 ? {} : { by: other }));

  const stock = await Promise.all(products.map((product) => shop.stockOf(product)));
  expect(stock.map(({ onHand }) => onHand)).toEqual([4, 4, 4]);
});

test('a sync and an order for the last unit at once: the unit stays promised', async ({ shop }) => {
  const product = await shop.given.product({ onHand: 1 });
  const cart = await shop.given.cart({ items: [{ product, quantity: 1 }] });
  await shop.warehouseCounts(product, 0);

  const [order] = await shop.queueAtGate<unknown>({ table: 'stock', id: product.id }, [
    () => shop.placeOrder(cart, '19.00 EUR'),
    () => shop.syncStock(),
  ]);

  expect(order).toMatchObject({ status: 201 });
  expect(await shop.stockOf(product)).toMatchObject({ onHand: 1, reserved: 1, available: 0 });
});

test('an order that comes after a sync found the shelf empty is refused', async ({ shop }) => {
  const product = await shop.given.product({ onHand: 1 });
  const cart = await shop.given.cart({ items: [{ product, quantity: 1 }] });
  await shop.warehouseCounts(product, 0);

  const [, order] = await shop.queueAtGate<unknown>({ table: 'stock', id: product.id }, [
    () => shop.syncStock(),
    () => shop.placeOrder(cart, '19.00 EUR'),
  ]);

  expect(order).toMatchObject({ status: 409, problem: { slug: 'insufficient-stock' } });
});

test('while syncs come and go, orders get what was counted and no more', async ({ shop }) => {
  const product = await shop.given.product({ onHand: 9 });
  const carts = await shop.given.carts(30, { items: [{ product, quantity: 1 }] });
  await shop.warehouseCounts(product, 9);

  const [orders] = await Promise.all([
    shop.race(30, (index) => shop.placeOrder(carts[index] ?? { id: '' }, '19.00 EUR')),
    shop.race(20, () => shop.syncStock()),
  ]);

  expect(tally(orders)).toEqual({ 201: 9, 409: 21 });
  expect(await shop.stockOf(product)).toMatchObject({ onHand: 9, reserved: 9, available: 0 });
});

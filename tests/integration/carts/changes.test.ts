import { accepted, expect, FRANCE, GERMANY, test, withMoneyAsText, type Shop } from '@topheavy/testbed';

const changesIn = async (shop: Shop, cart: { id: string }) => (await shop.readCartAsText(cart)).changes;

test('a price that changed while the item sat there is charged, and shown with the old one', async ({
  shop,
}) => {
  const product = await shop.given.product({ price: '10.00 EUR' });
  const cart = await shop.given.cart({ items: [{ product, quantity: 2 }] });

  await shop.changePrice(product.id, '12.50 EUR');

  const { items, totals, changes } = await shop.readCartAsText(cart);
  expect(changes).toEqual([
    { kind: 'price-changed', productId: product.id, from: '10.00 EUR', to: '12.50 EUR' },
  ]);
  expect(items).toMatchObject([{ unitPrice: '12.50 EUR', subtotal: '25.00 EUR' }]);
  expect(totals).toMatchObject({ subtotal: '25.00 EUR', total: '34.00 EUR' });
});

test('putting the item again accepts its new price', async ({ shop }) => {
  const product = await shop.given.product({ price: '10.00 EUR' });
  const cart = await shop.given.openCart({ items: [{ product, quantity: 2 }] });
  await shop.changePrice(product.id, '12.50 EUR');

  const accepting = accepted(await shop.putItem(cart, product, 2));

  expect(accepting.changes).toEqual([]);
  expect(withMoneyAsText(accepting.totals).subtotal).toBe('25.00 EUR');
});

test('changing another item accepts nothing', async ({ shop }) => {
  const [mug, cup] = await shop.given.products(2, { price: '10.00 EUR' });
  const cart = await shop.given.openCart({ items: [{ product: mug ?? { id: '' }, quantity: 1 }] });
  await shop.changePrice(mug?.id ?? '', '12.50 EUR');

  const { changes } = accepted(await shop.putItem(cart, cup ?? cart, 1));

  expect(changes).toMatchObject([{ kind: 'price-changed', productId: mug?.id }]);
});

test('a price that came back is no change', async ({ shop }) => {
  const product = await shop.given.product({ price: '10.00 EUR' });
  const cart = await shop.given.openCart({ items: [{ product, quantity: 2 }] });

  await shop.changePrice(product.id, '12.50 EUR');
  await shop.changePrice(product.id, '10.00 EUR');

  expect(await changesIn(shop, cart)).toEqual([]);
});

test('a price that changed by less than the currency of the cart can show is no change', async ({ shop }) => {
  await shop.fact('frankfurter', 'rate', { base: 'EUR', quote: 'KWD', rate: 0.3321 });
  const product = await shop.given.product({ price: '10.00 EUR' });
  const cart = await shop.given.openCart({ currency: 'KWD', items: [{ product, quantity: 1 }] });

  // 3.3210 and 3.3243 dinars are both charged as 3.320.
  await shop.changePrice(product.id, '10.01 EUR');
  const inDinars = await changesIn(shop, cart);
  accepted(await shop.setCurrency(cart, 'EUR'));

  expect(inDinars).toEqual([]);
  expect(await changesIn(shop, cart)).toMatchObject([{ from: '10.00 EUR', to: '10.01 EUR' }]);
});

test('an item that somebody else bought meanwhile is sold out', async ({ shop }) => {
  const product = await shop.given.product({ onHand: 2 });
  const cart = await shop.given.openCart({ items: [{ product, quantity: 1 }] });

  await shop.given.placedOrder({ items: [{ product, quantity: 2 }], as: await shop.given.customer() });

  const { items, changes } = await shop.readCartAsText(cart);
  expect(changes).toEqual([{ kind: 'item-sold-out', productId: product.id, requested: 1, available: 0 }]);
  expect(items).toMatchObject([{ quantity: 1, available: 0 }]);
});

test('an item of which some are left is short, until the cart asks for no more than that', async ({
  shop,
}) => {
  const product = await shop.given.product({ onHand: 5 });
  const cart = await shop.given.openCart({ items: [{ product, quantity: 3 }] });

  await shop.setStock(product.id, 2);
  const short = await changesIn(shop, cart);
  const enough = accepted(await shop.putItem(cart, product, 2));

  expect(short).toEqual([{ kind: 'item-short', productId: product.id, requested: 3, available: 2 }]);
  expect(enough.changes).toEqual([]);
});

test('an item that was withdrawn is not available, however many are on the shelf', async ({ shop }) => {
  const product = await shop.given.product({ onHand: 50 });
  const cart = await shop.given.openCart({ items: [{ product, quantity: 1 }] });

  await shop.updateProduct(product.id, { active: false });

  const { items, changes } = await shop.readCartAsText(cart);
  expect(changes).toEqual([{ kind: 'item-withdrawn', productId: product.id }]);
  expect(items).toMatchObject([{ productId: product.id, available: 0 }]);
});

test('an item that was withdrawn can be taken out', async ({ shop }) => {
  const product = await shop.given.product();
  const cart = await shop.given.openCart({ items: [{ product, quantity: 1 }] });
  await shop.updateProduct(product.id, { active: false });

  const empty = accepted(await shop.removeItem(cart, product));

  expect(empty).toMatchObject({ items: [], changes: [] });
});

test('everything that changed is shown at once, item by item', async ({ shop }) => {
  const [mug, cup] = await shop.given.products(2, { price: '10.00 EUR' });
  const items = [mug, cup].map((product) => ({ product: product ?? { id: '' }, quantity: 2 }));
  const cart = await shop.given.cart({ items, address: GERMANY });

  await shop.changePrice(mug?.id ?? '', '9.00 EUR');
  await shop.setStock(mug?.id ?? '', 0);
  await shop.updateProduct(cup?.id ?? '', { active: false });
  accepted(await shop.setAddress(cart, FRANCE));

  const changes = await changesIn(shop, cart);
  expect(changes.map(({ kind, productId }) => [kind, productId])).toEqual([
    ['price-changed', mug?.id],
    ['item-sold-out', mug?.id],
    ['item-withdrawn', cup?.id],
    ['shipping-rate-outdated', undefined],
  ]);
});

import { accepted, describe, expect, GERMANY, test, type Shop } from '@topheavy/testbed';

describe('a cart that lacks something is not ordered and says what', () => {
  const item = async (shop: Shop) => [{ product: await shop.given.product(), quantity: 1 }];
  const rows: { without: string; missing: string[]; cart(shop: Shop): Promise<{ id: string }> }[] = [
    {
      without: 'anything',
      missing: ['items', 'address', 'shipping'],
      cart: (shop) => shop.given.openCart(),
    },
    {
      without: 'items',
      missing: ['items', 'shipping'],
      cart: (shop) => shop.given.openCart({ address: GERMANY }),
    },
    {
      without: 'an address',
      missing: ['address', 'shipping'],
      cart: async (shop) => shop.given.openCart({ items: await item(shop) }),
    },
    {
      without: 'a shipping rate',
      missing: ['shipping'],
      cart: async (shop) => shop.given.openCart({ items: await item(shop), address: GERMANY }),
    },
  ];

  test.for(rows)('without $without', async ({ missing, cart }, { shop }) => {
    const incomplete = await cart(shop);

    const refusal = await shop.refuses('cart-not-ready', () => shop.placeOrder(incomplete, '1.00 EUR'));

    expect(refusal).toMatchObject({ status: 409, missing });
  });
});

test('a shipping rate that was quoted for other items is missing', async ({ shop }) => {
  const cart = await shop.given.cart();
  await shop.putItem(cart, await shop.given.product(), 1);

  const refusal = await shop.refuses('cart-not-ready', () => shop.placeOrder(cart, '29.00 EUR'));

  expect(refusal['missing']).toEqual(['shipping']);
});

test('an order that is short of stock names every short item and none that is there', async ({ shop }) => {
  const enough = await shop.given.product({ onHand: 1 });
  const short = await shop.given.product({ onHand: 2 });
  const gone = await shop.given.product({ onHand: 0 });
  const cart = await shop.given.cart({
    items: [
      { product: short, quantity: 3 },
      { product: enough, quantity: 1 },
      { product: gone, quantity: 1 },
    ],
  });

  const refusal = await shop.refuses('insufficient-stock', () => shop.placeOrder(cart, '59.00 EUR'));

  expect(refusal).toMatchObject({
    status: 409,
    items: [
      { productId: short.id, requested: 3, available: 2 },
      { productId: gone.id, requested: 1, available: 0 },
    ],
  });
});

test('units that other orders hold are not available', async ({ shop }) => {
  const product = await shop.given.product({ onHand: 3 });
  const cart = await shop.given.cart({ items: [{ product, quantity: 2 }] });
  await shop.given.placedOrder({ items: [{ product, quantity: 2 }] });

  const refusal = await shop.refuses('insufficient-stock', () => shop.placeOrder(cart, '29.00 EUR'));

  expect(refusal['items']).toEqual([{ productId: product.id, requested: 2, available: 1 }]);
});

test('a product that was withdrawn cannot be ordered, whatever is on the shelf', async ({ shop }) => {
  const product = await shop.given.product({ onHand: 9 });
  const cart = await shop.given.cart({ items: [{ product, quantity: 1 }] });
  accepted(await shop.updateProduct(product.id, { active: false }));

  const refusal = await shop.refuses('insufficient-stock', () => shop.placeOrder(cart, '19.00 EUR'));

  expect(refusal['items']).toEqual([{ productId: product.id, requested: 1, available: 0 }]);
});

test('a total of nothing or less is no total', async ({ shop }) => {
  const cart = await shop.given.cart();

  const refusal = await shop.refuses('validation-failed', () => shop.placeOrder(cart, '0.00 EUR'));

  expect(refusal['errors']).toMatchObject([{ pointer: '/body/expectedTotal/amount' }]);
});

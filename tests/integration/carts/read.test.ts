import { accepted, expect, GERMANY, test } from '@topheavy/testbed';

test('a cart that did not change need not be sent again', async ({ shop }) => {
  const cart = await shop.given.cart();
  const { headers } = await shop.readCart(cart);

  const again = await shop.readCart(cart, { headers: { 'if-none-match': headers['etag'] ?? '' } });

  expect(again).toMatchObject({ status: 304, body: '' });
});

test('a new price is a new version of the cart, although nobody touched the cart', async ({ shop }) => {
  const product = await shop.given.product({ price: '10.00 EUR' });
  const cart = await shop.given.cart({ items: [{ product, quantity: 1 }] });
  const { headers } = await shop.readCart(cart);

  await shop.changePrice(product.id, '11.00 EUR');
  const again = await shop.readCart(cart, { headers: { 'if-none-match': headers['etag'] ?? '' } });

  expect(again.status).toBe(200);
  expect(again.headers['etag']).not.toBe(headers['etag']);
});

test('each write answers with the cart as a read shows it, under the same tag', async ({ shop }) => {
  const product = await shop.given.product();
  const cart = await shop.given.openCart({ address: GERMANY });

  const written = await shop.putItem(cart, product, 2);
  const read = await shop.readCart(cart);

  expect(read.body).toEqual(written.body);
  expect(read.headers['etag']).toBe(written.headers['etag']);
});

test('reading a cart writes nothing, however much has changed around it', async ({ shop }) => {
  const [dear, short, gone] = await shop.given.products(3, { price: '10.00 EUR' });
  const items = [dear, short, gone].map((product) => ({ product: product ?? { id: '' }, quantity: 2 }));
  const code = await shop.given.coupon({ usageLimit: 1 });
  const cart = await shop.given.cart({ items, coupon: code });
  await shop.changePrice(dear?.id ?? '', '11.00 EUR');
  await shop.setStock(short?.id ?? '', 1);
  await shop.updateProduct(gone?.id ?? '', { active: false });
  await shop.given.placedOrder({ coupon: code });

  const [first, second] = await shop.changesNothing(async () => [
    accepted(await shop.readCart(cart)),
    accepted(await shop.readCart(cart)),
  ]);

  expect(second).toEqual(first);
  expect(first?.changes.map(({ kind }) => kind)).toEqual([
    'price-changed',
    'item-short',
    'item-withdrawn',
    'coupon-no-longer-valid',
  ]);
});

test('every write is one more version of the cart, also one that leaves it as it was', async ({ shop }) => {
  const product = await shop.given.product();
  const created = await shop.createCart();
  const cart = created.body;

  const answers = [
    created,
    await shop.putItem(cart, product, 2),
    await shop.putItem(cart, product, 2),
    await shop.setAddress(cart, GERMANY),
    await shop.removeCoupon(cart),
  ];

  const versions = answers.map(({ headers }) => /^"(\d+)-/.exec(headers['etag'] ?? '')?.[1]);
  expect(versions).toEqual(['1', '2', '3', '4', '5']);
});

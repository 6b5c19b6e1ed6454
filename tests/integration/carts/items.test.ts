import { accepted, expect, GERMANY, moneyText, test, withMoneyAsText } from '@topheavy/testbed';

test('an item is put in with its price, and putting it again sets its quantity', async ({ shop }) => {
  const product = await shop.given.product({
    sku: shop.own('MUG'),
    name: 'Mug',
    price: '4.20 EUR',
    onHand: 9,
  });
  const cart = await shop.given.openCart();

  accepted(await shop.putItem(cart, product, 5));
  const changed = accepted(await shop.putItem(cart, product, 3));

  expect(withMoneyAsText(changed).items).toEqual([
    {
      productId: product.id,
      sku: shop.own('MUG'),
      name: 'Mug',
      quantity: 3,
      available: 9,
      unitPrice: '4.20 EUR',
      subtotal: '12.60 EUR',
    },
  ]);
  expect(accepted(await shop.readCart(cart))).toEqual(changed);
});

test('items stay in the order in which they were put in', async ({ shop }) => {
  const [a, b, c] = await shop.given.products(3);
  const cart = await shop.given.openCart();
  for (const product of [c, a, b]) accepted(await shop.putItem(cart, product ?? cart, 1));

  const changed = accepted(await shop.putItem(cart, c ?? cart, 7));

  expect(changed.items.map(({ productId }) => productId)).toEqual([c?.id, a?.id, b?.id]);
});

test('an item is taken out, and only that', async ({ shop }) => {
  const [mug, cup] = await shop.given.products(2, { price: '5.00 EUR' });
  const items = [mug, cup].map((product) => ({ product: product ?? { id: '' }, quantity: 2 }));
  const cart = await shop.given.openCart({ items });

  const left = accepted(await shop.removeItem(cart, mug ?? cart));

  expect(left.items.map(({ productId }) => productId)).toEqual([cup?.id]);
  expect(moneyText(left.totals.subtotal)).toBe('10.00 EUR');
});

test('what is not in the cart cannot be taken out', async ({ shop }) => {
  const product = await shop.given.product();
  const cart = await shop.given.openCart();

  const refusal = await shop.refuses('cart-item-not-found', () => shop.removeItem(cart, product));

  expect(refusal.status).toBe(404);
});

test('a product that does not exist cannot be put in', async ({ shop }) => {
  const cart = await shop.given.openCart();

  const refusal = await shop.refuses('product-not-found', () => shop.putItem(cart, { id: cart.id }, 1));

  expect(refusal.status).toBe(404);
});

test.for([0, 1000, 1.5])('%d of something is no quantity', async (quantity, { shop }) => {
  const product = await shop.given.product();
  const cart = await shop.given.openCart();

  const refusal = await shop.refuses('validation-failed', () => shop.putItem(cart, product, quantity));

  expect(refusal).toMatchObject({ status: 422, errors: [{ pointer: '/body/quantity' }] });
});

test('a cart of 47 lines keeps every line, its order and the sum to the cent', async ({ shop }) => {
  const products = await shop.race(47, (line) => shop.given.product({ price: `${line + 1}.37 EUR` }));
  const [first = { id: '' }, ...others] = products;
  const items = others.map((product) => ({ product, quantity: 2 }));
  const cart = await shop.given.openCart({ address: GERMANY, items });

  accepted(await shop.putItem(cart, first, 2));

  // 2 × (1 + 2 + … + 47 + 47 × 0.37) = 2 × 1145.39; 2290.78 × 19 / 119 = 365.7548.
  const read = await shop.readCartAsText(cart);
  expect(read.items.map(({ productId }) => productId)).toEqual([...others, first].map(({ id }) => id));
  expect(read.items[45]).toMatchObject({ quantity: 2, unitPrice: '47.37 EUR', subtotal: '94.74 EUR' });
  expect(read.totals).toMatchObject({ subtotal: '2290.78 EUR', total: '2290.78 EUR', tax: '365.75 EUR' });
});

test('a cart holds 100 different products and not one more, even when two come at once', async ({ shop }) => {
  const [one = { id: '' }, two = { id: '' }, ...others] = await shop.race(101, () => shop.given.product());
  const cart = await shop.given.openCart({ items: others.map((product) => ({ product, quantity: 1 })) });

  const answers = await shop.raceAtGate({ table: 'carts', id: cart.id }, [
    () => shop.putItem(cart, one, 1),
    () => shop.putItem(cart, two, 1),
  ]);

  const refused = answers.find(({ status }) => status !== 200);
  const more = accepted(await shop.putItem(cart, others[0] ?? one, 999));
  expect(refused).toMatchObject({ status: 422, problem: { slug: 'cart-full' } });
  expect(more.items).toHaveLength(100);
});

test('more than there is can be put in, and the cart says so', async ({ shop }) => {
  const product = await shop.given.product({ onHand: 2 });
  const cart = await shop.given.openCart();

  const { changes } = accepted(await shop.putItem(cart, product, 3));

  expect(changes).toEqual([{ kind: 'item-short', productId: product.id, requested: 3, available: 2 }]);
});

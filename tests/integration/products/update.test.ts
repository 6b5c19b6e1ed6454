import { accepted, expect, test, type Answer, type Product, type Shop } from '@topheavy/testbed';

test('a change touches what it names and nothing else', async ({ shop }) => {
  const product = await shop.given.product({ name: 'Mug', description: 'Blue.' });

  const renamed = accepted(await shop.updateProduct(product.id, { name: 'Cup' }));
  const described = accepted(await shop.updateProduct(product.id, { description: '' }));

  expect(renamed).toEqual({ ...product, name: 'Cup' });
  expect(described).toEqual({ ...product, name: 'Cup', description: '' });
  expect(accepted(await shop.readProduct(product.id))).toEqual(described);
});

test('a change that changes nothing is refused', async ({ shop }) => {
  const product = await shop.given.product();

  const refusal = await shop.refuses('validation-failed', () => shop.updateProduct(product.id, {}));

  expect(refusal).toMatchObject({ status: 422, errors: [{ pointer: '/body' }] });
});

test('a withdrawn product can still be read, but not be put in a cart', async ({ shop }) => {
  const product = await shop.given.product();
  const cart = await shop.given.openCart();

  accepted(await shop.updateProduct(product.id, { active: false }));

  expect(accepted(await shop.readProduct(product.id))).toMatchObject({ active: false, available: 100 });
  await shop.refuses('product-not-found', () => shop.putItem(cart, product, 1));
});

test('a product that was brought back is sold again', async ({ shop }) => {
  const product = await shop.given.product();
  accepted(await shop.updateProduct(product.id, { active: false }));
  accepted(await shop.updateProduct(product.id, { active: true }));

  const cart = await shop.given.openCart({ items: [{ product, quantity: 1 }] });

  expect(cart.items).toMatchObject([{ productId: product.id, available: 100 }]);
});

type Change = (shop: Shop, id: string, how: { idempotencyKey: string }) => Promise<Answer<Product>>;

const changes: readonly { what: string; change: Change }[] = [
  { what: 'name', change: (shop, id, how) => shop.updateProduct(id, { name: 'Cup' }, how) },
  { what: 'price', change: (shop, id, how) => shop.changePrice(id, '11.00 EUR', how) },
];

test.for(changes)(
  'a change of $what that is sent again while it runs is made once',
  async ({ change }, { shop }) => {
    const product = await shop.given.product();
    const send = () => change(shop, product.id, { idempotencyKey: 'change-7' });

    const [first, early] = await shop.passWhileWaiting({ table: 'products', id: product.id }, send, send);
    const late = await send();

    expect(early).toMatchObject({ status: 409, problem: { slug: 'idempotency-key-in-progress' } });
    expect(late).toMatchObject({ status: 200, body: first?.body });
  },
);

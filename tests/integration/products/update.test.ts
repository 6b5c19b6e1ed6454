import { accepted, expect, test } from '@topheavy/testbed';

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

import { accepted, expect, test, withMoneyAsText } from '@topheavy/testbed';

/** An id as the shop makes them, of nothing. */
const NOWHERE = '01890a5d-ac96-774b-bcce-b302099a8057';

test('a product is sold as the back office describes it', async ({ shop }) => {
  const answer = await shop.createProduct({
    sku: shop.own('MUG-BLUE'),
    name: 'Mug, blue',
    description: 'Holds 300 ml.',
    price: '12.90 EUR',
    taxCategory: 'reduced',
    weightGrams: 340,
    inventoryReference: shop.own('SQ-MUG-BLUE'),
    onHand: 7,
  });

  expect(answer.status).toBe(201);
  const read = accepted(await shop.readProduct(answer.body.id));
  expect(read).toEqual(answer.body);
  expect(withMoneyAsText(read)).toEqual({
    id: answer.body.id,
    sku: shop.own('MUG-BLUE'),
    name: 'Mug, blue',
    description: 'Holds 300 ml.',
    taxCategory: 'reduced',
    weightGrams: 340,
    inventoryReference: shop.own('SQ-MUG-BLUE'),
    active: true,
    price: '12.90 EUR',
    available: 7,
  });
});

test('a new product is found where its Location says', async ({ shop }) => {
  const created = await shop.createProduct();

  const { key } = shop.customer;
  const path = created.headers['location'] ?? '';
  const found = await shop.http.send({ method: 'GET', path, headers: { authorization: `Bearer ${key}` } });

  expect(found).toMatchObject({ status: 200, body: { id: created.body.id } });
});

test('a product without description and stock has none of either', async ({ shop }) => {
  const price = { amount: 100, currency: 'EUR' };
  const body = {
    sku: shop.own('S'),
    name: 'N',
    taxCategory: 'standard',
    weightGrams: 1,
    inventoryReference: shop.own('I'),
    price,
  };

  const answer = await shop.call('createProduct', { key: shop.backOffice.key, body });

  expect(answer).toMatchObject({ status: 201, body: { description: '', available: 0 } });
});

test('an article number is given once', async ({ shop }) => {
  await shop.given.product({ sku: shop.own('MUG'), inventoryReference: shop.own('SQ-1') });

  const refusal = await shop.refuses('sku-taken', () =>
    shop.createProduct({ sku: shop.own('MUG'), inventoryReference: shop.own('SQ-2') }),
  );

  expect(refusal.status).toBe(409);
});

test('two products never share one stock in the inventory service', async ({ shop }) => {
  await shop.given.product({ sku: shop.own('MUG-1'), inventoryReference: shop.own('SQ') });

  const refusal = await shop.refuses('sku-taken', () =>
    shop.createProduct({ sku: shop.own('MUG-2'), inventoryReference: shop.own('SQ') }),
  );

  expect(refusal.status).toBe(409);
});

test('of two that claim one article number at once, one gets it', async ({ shop }) => {
  const answers = await shop.race(2, (index) =>
    shop.createProduct({ sku: shop.own('MUG'), inventoryReference: shop.own(`SQ-${index}`) }),
  );

  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 409]));
  expect(
    await shop.sql('SELECT count(*)::int AS products FROM products WHERE sku = $1', [shop.own('MUG')]),
  ).toEqual([{ products: 1 }]);
});

test.for([
  { price: { amount: 0, currency: 'EUR' }, why: 'nothing' },
  { price: { amount: -100, currency: 'EUR' }, why: 'less than nothing' },
  { price: { amount: 1_000_000_001, currency: 'EUR' }, why: 'more than 10 million EUR' },
])('a product that costs $why is refused', async ({ price }, { shop }) => {
  const product = { sku: 'S', name: 'N', taxCategory: 'standard', weightGrams: 1, inventoryReference: 'I' };

  const refusal = await shop.refuses('validation-failed', () =>
    shop.call('createProduct', { key: shop.backOffice.key, body: { ...product, price } }),
  );

  expect(refusal).toMatchObject({ status: 422, errors: [{ pointer: '/body/price/amount' }] });
});

test('prices are kept in euros only', async ({ shop }) => {
  const refusal = await shop.refuses('validation-failed', () => shop.createProduct({ price: '10.00 USD' }));

  expect(refusal).toMatchObject({ status: 422, errors: [{ pointer: '/body/price/currency' }] });
});

test('a product that does not exist is not found by any call', async ({ shop }) => {
  const refusals = [
    await shop.refuses('product-not-found', () => shop.readProduct(NOWHERE)),
    await shop.refuses('product-not-found', () => shop.updateProduct(NOWHERE, { name: 'Mug' })),
    await shop.refuses('product-not-found', () => shop.changePrice(NOWHERE, '5.00 EUR')),
    await shop.refuses('product-not-found', () => shop.listPrices(NOWHERE)),
    await shop.refuses('product-not-found', () => shop.readStock(NOWHERE)),
    await shop.refuses('product-not-found', () => shop.setStock(NOWHERE, 5)),
  ];

  expect(refusals.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404, 404]);
});

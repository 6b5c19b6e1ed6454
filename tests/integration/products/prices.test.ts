import { accepted, expect, test, withMoneyAsText, type Shop } from '@topheavy/testbed';

const historyOf = async (shop: Shop, productId: string, query: Record<string, string> = {}) =>
  withMoneyAsText(accepted(await shop.listPrices(productId, query)));

test('a new price holds at once', async ({ shop }) => {
  const product = await shop.given.product({ price: '10.00 EUR' });

  const changed = accepted(await shop.changePrice(product.id, '12.50 EUR'));

  expect(changed).toEqual({ ...product, price: { amount: 1250, currency: 'EUR' } });
  expect(accepted(await shop.readProduct(product.id))).toEqual(changed);
});

test('every price is remembered, newest first, and each ends when the next begins', async ({ shop }) => {
  const product = await shop.given.product({ price: '10.00 EUR' });
  accepted(await shop.changePrice(product.id, '12.00 EUR'));
  accepted(await shop.changePrice(product.id, '9.00 EUR'));

  const { items } = await historyOf(shop, product.id);

  const [now, before, first] = items;
  expect(items.map(({ price }) => price)).toEqual(['9.00 EUR', '12.00 EUR', '10.00 EUR']);
  expect(now?.validUntil).toBeNull();
  expect(before?.validUntil).toBe(now?.validFrom);
  expect(first?.validUntil).toBe(before?.validFrom);
});

test('the price that a product already has adds nothing to its history', async ({ shop }) => {
  const product = await shop.given.product({ price: '10.00 EUR' });
  const before = await historyOf(shop, product.id);

  accepted(await shop.changePrice(product.id, '10.00 EUR'));

  expect(await historyOf(shop, product.id)).toEqual(before);
});

test('the history is paged, and a new price shifts nothing', async ({ shop }) => {
  const product = await shop.given.product({ price: '1.00 EUR' });
  accepted(await shop.changePrice(product.id, '2.00 EUR'));
  accepted(await shop.changePrice(product.id, '3.00 EUR'));

  const first = await historyOf(shop, product.id, { limit: '2' });
  accepted(await shop.changePrice(product.id, '4.00 EUR'));
  const second = await historyOf(shop, product.id, { limit: '2', cursor: first.nextCursor ?? '' });

  expect(first.items.map(({ price }) => price)).toEqual(['3.00 EUR', '2.00 EUR']);
  expect(second.items.map(({ price }) => price)).toEqual(['1.00 EUR']);
  expect(second.nextCursor).toBeNull();
});

test('the histories of two products are apart', async ({ shop }) => {
  const [mug, cup] = await shop.given.products(2, { price: '10.00 EUR' });
  accepted(await shop.changePrice(mug?.id ?? '', '11.00 EUR'));

  const { items } = await historyOf(shop, cup?.id ?? '');

  expect(items.map(({ price }) => price)).toEqual(['10.00 EUR']);
});

test('price changes that arrive together leave one current price and no gap behind it', async ({ shop }) => {
  const product = await shop.given.product({ price: '10.00 EUR' });

  const answers = await shop.race(5, (index) => shop.changePrice(product.id, `${11 + index}.00 EUR`));

  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  const { items } = await historyOf(shop, product.id);
  expect(items).toHaveLength(6);
  expect(items.map(({ validUntil }) => validUntil)).toEqual([
    null,
    ...items.slice(0, -1).map(({ validFrom }) => validFrom),
  ]);
});

test('the database refuses a second current price', async ({ shop }) => {
  const product = await shop.given.product();

  const second = shop.sql(
    `INSERT INTO product_prices (id, product_id, price_minor, valid_from) VALUES (gen_random_uuid(), $1, 1, now())`,
    [product.id],
  );

  await expect(second).rejects.toThrow('product_prices_one_current');
});

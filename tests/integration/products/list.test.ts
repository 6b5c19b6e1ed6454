import { accepted, expect, test } from '@topheavy/testbed';

test('products are listed oldest first, and a page says how to go on', async ({ shop }) => {
  const products = await shop.given.products(5);
  const skus = products.map(({ sku }) => sku);

  const first = accepted(await shop.listProductsFrom(products[0], { limit: '3' }));
  const second = accepted(await shop.listProducts({ limit: '3', cursor: first.nextCursor ?? '' }));

  expect(first.items.map(({ sku }) => sku)).toEqual(skus.slice(0, 3));
  expect(second.items.map(({ sku }) => sku)).toEqual(skus.slice(3));
  expect(second.nextCursor).toBeNull();
});

test('a last page that is full promises no further one', async ({ shop }) => {
  const [first] = await shop.given.products(2);

  const page = accepted(await shop.listProductsFrom(first, { limit: '2' }));

  expect(page.items).toHaveLength(2);
  expect(page.nextCursor).toBeNull();
});

test('products that are added while somebody pages make neither a gap nor a repetition', async ({ shop }) => {
  const before = await shop.given.products(4);

  const first = accepted(await shop.listProductsFrom(before[0], { limit: '2' }));
  const added = await shop.given.products(2);
  const second = accepted(await shop.listProducts({ limit: '2', cursor: first.nextCursor ?? '' }));
  const third = accepted(await shop.listProducts({ limit: '2', cursor: second.nextCursor ?? '' }));

  const seen = [first, second, third].flatMap(({ items }) => items.map(({ id }) => id));
  expect(seen).toEqual([...before, ...added].map(({ id }) => id));
});

test('products that are withdrawn while somebody pages shift nothing', async ({ shop }) => {
  const [one, two, three] = await shop.given.products(3);

  const first = accepted(await shop.listProductsFrom(one, { limit: '1', active: 'true' }));
  accepted(await shop.updateProduct(one?.id ?? '', { active: false }));
  const second = accepted(
    await shop.listProducts({ limit: '5', active: 'true', cursor: first.nextCursor ?? '' }),
  );

  expect(second.items.map(({ id }) => id)).toEqual([two?.id, three?.id]);
});

test('what can be ordered and what was withdrawn are listed apart, or together', async ({ shop }) => {
  const sold = await shop.given.product();
  const withdrawn = await shop.given.product();
  accepted(await shop.updateProduct(withdrawn.id, { active: false }));

  const idsFrom = async (first: { id: string }, query: Record<string, string>) =>
    accepted(await shop.listProductsFrom(first, query)).items.map(({ id }) => id);

  expect(await idsFrom(sold, { active: 'true' })).toEqual([sold.id]);
  expect(await idsFrom(withdrawn, { active: 'false' })).toEqual([withdrawn.id]);
  expect(await idsFrom(sold, {})).toEqual([sold.id, withdrawn.id]);
});

test('a page has 20 products unless told, and never more than 100', async ({ shop }) => {
  await shop.race(101, () => shop.given.product());

  const usual = accepted(await shop.listProducts());
  const greedy = accepted(await shop.listProducts({ limit: '5000' }));

  expect(usual.items).toHaveLength(20);
  expect(greedy.items).toHaveLength(100);
  expect(greedy.nextCursor).not.toBeNull();
});

test.for(['0', '2.5', 'ten'])('a page of %j products is refused', async (limit, { shop }) => {
  const refusal = await shop.refuses('validation-failed', () => shop.listProducts({ limit }));

  expect(refusal).toMatchObject({ status: 422, errors: [{ pointer: '/query/limit' }] });
});

test('a cursor goes on in the list that it is of, and in no other', async ({ shop }) => {
  const [product] = await shop.given.products(2);
  const { nextCursor } = accepted(await shop.listProducts({ limit: '1' }));
  const cursor = nextCursor ?? '';

  const otherFilter = await shop.refuses('validation-failed', () =>
    shop.listProducts({ active: 'true', cursor }),
  );
  const otherList = await shop.refuses('validation-failed', () =>
    shop.listPrices(product?.id ?? '', { cursor }),
  );
  const invented = await shop.refuses('validation-failed', () => shop.listProducts({ cursor: 'bm9wZQ' }));

  for (const refusal of [otherFilter, otherList, invented]) {
    expect(refusal).toMatchObject({ status: 422, errors: [{ pointer: '/query/cursor' }] });
  }
});

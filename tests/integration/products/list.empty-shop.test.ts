import { accepted, expect, test } from '@topheavy/testbed';

test('an empty shop has one empty page', async ({ shop }) => {
  expect(accepted(await shop.listProducts())).toEqual({ items: [], nextCursor: null });
});

import { expect, moneyText, test } from '@topheavy/testbed';

/** 2^53: from here on a JavaScript number leaves amounts out. */
const TOO_LARGE = '9007199254740992';

test.for([TOO_LARGE, `-${TOO_LARGE}`])(
  'the database refuses an amount of %s, which JavaScript would round',
  async (amount, { shop }) => {
    const product = await shop.given.product();

    const change = shop.sql('UPDATE product_prices SET price_minor = $1 WHERE product_id = $2', [
      amount,
      product.id,
    ]);

    await expect(change).rejects.toMatchObject({ constraint: 'minor_units_check' });
  },
);

test('the shop refuses a price that JavaScript would round, and names it', async ({ shop }) => {
  const body = `{"sku":"X","name":"X","taxCategory":"standard","weightGrams":1,"inventoryReference":"X",
    "price":{"amount":${TOO_LARGE.replace(/2$/, '3')},"currency":"EUR"}}`;

  const refusal = await shop.refuses('validation-failed', () =>
    shop.call('createProduct', {
      key: shop.backOffice.key,
      headers: { 'content-type': 'application/json' },
      body,
    }),
  );

  expect(refusal['errors']).toContainEqual(
    expect.objectContaining({ pointer: '/body/price/amount', code: 'too_big' }),
  );
});

test('the dearest product in the largest quantity is priced to the cent', async ({ shop }) => {
  const product = await shop.given.product({ price: '9999999.99 EUR', onHand: 999 });

  const cart = await shop.createCart({ currency: 'EUR', items: [{ productId: product.id, quantity: 999 }] });

  expect(moneyText(cart.body.totals.subtotal)).toBe('9989999990.01 EUR');
});

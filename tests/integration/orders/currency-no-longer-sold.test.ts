import { accepted, expect, GERMANY, test, withMoneyAsText, type Shop } from '@topheavy/testbed';

type Via = { readonly via: Shop['http'] };

/** The shop as it was while it sold in Danish kroner, at 7.50 for a euro; the one under test no longer does. */
async function whileKronerWereSold(shop: Shop): Promise<Via> {
  await shop.fact('frankfurter', 'rate', { base: 'EUR', quote: 'DKK', rate: 7.5 });
  return { via: (await shop.startApi({ CURRENCIES: 'EUR,DKK' })).http };
}

/** 10.00 EUR and 9.00 EUR of shipping: 75.00 and 67.50 DKK. */
const TOTAL = '142.50 DKK';

async function cartInKroner(shop: Shop, then: Via): Promise<{ readonly id: string }> {
  const product = await shop.given.product({ price: '10.00 EUR' });
  const items = [{ productId: product.id, quantity: 1 }];
  const cart = accepted(await shop.createCart({ currency: 'DKK', address: GERMANY, items }, then));
  const { rates } = accepted(await shop.quoteShipping(cart, then));
  accepted(await shop.chooseShippingRate(cart, rates[0]?.rateId ?? '', then));
  return cart;
}

const orderInKroner = async (shop: Shop): Promise<{ readonly id: string }> => {
  const then = await whileKronerWereSold(shop);
  return accepted(await shop.placeOrder(await cartInKroner(shop, then), TOTAL, {}, then));
};

test('a cart in a currency that is no longer sold is refused, with those that are', async ({ shop }) => {
  const refusal = await shop.refuses('currency-not-sold', () => shop.createCart({ currency: 'DKK' }));

  expect(refusal).toMatchObject({
    status: 422,
    detail: 'The shop does not sell in DKK any more. Choose one of EUR, USD, GBP, CHF, JPY, KWD.',
    currencies: ['EUR', 'USD', 'GBP', 'CHF', 'JPY', 'KWD'],
  });
});

test('a cart cannot change to a currency that is no longer sold', async ({ shop }) => {
  const cart = await shop.given.openCart();

  await shop.refuses('currency-not-sold', () => shop.setCurrency(cart, 'DKK'));

  expect(accepted(await shop.readCart(cart))).toMatchObject({ currency: 'EUR' });
});

test('a cart from when its currency was sold can be read but not ordered, until it has another one', async ({
  shop,
}) => {
  const cart = await cartInKroner(shop, await whileKronerWereSold(shop));
  expect((await shop.readCartAsText(cart)).totals).toMatchObject({ total: TOTAL });

  await shop.refuses('currency-not-sold', () => shop.placeOrder(cart, TOTAL));

  accepted(await shop.setCurrency(cart, 'EUR'));
  expect(await shop.placeOrder(cart, '19.00 EUR')).toMatchObject({ status: 201 });
});

test('an order from when its currency was sold is paid, sent and refunded in it', async ({ shop }) => {
  const order = await orderInKroner(shop);

  const payment = accepted(await shop.authorize(order));
  const paid = { id: order.id, paymentId: payment.id };
  accepted(await shop.capture(paid, TOTAL));
  accepted(await shop.buyLabel(order));
  const refund = accepted(await shop.refund(paid, '20.00 DKK'));

  expect(withMoneyAsText(refund)).toMatchObject({ status: 'succeeded', amount: '20.00 DKK' });
  expect(await shop.read(paid)).toMatchObject({
    status: 'fulfilled',
    captured: TOTAL,
    refunded: '20.00 DKK',
  });
  expect(withMoneyAsText(accepted(await shop.listOrders()).items)).toMatchObject([
    { totals: { total: TOTAL } },
  ]);
  await shop.relayAll();
  expect((await shop.mails()).filter(({ text }) => text?.includes('20.00 DKK'))).toHaveLength(1);
});

test('an order from when its currency was sold can be cancelled', async ({ shop }) => {
  const order = await orderInKroner(shop);

  expect(await shop.cancelOrder(order)).toMatchObject({ status: 200, body: { status: 'cancelled' } });
});

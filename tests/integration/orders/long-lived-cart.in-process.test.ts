import { accepted, DENMARK, expect, FRANCE, GERMANY, GREECE, test } from '@topheavy/testbed';

const HOUR_MS = 3_600_000;

test('a cart of 47 lines that moved three times is ordered at what it shows, without the coupon that ran out on the way', async ({
  shop,
}) => {
  const products = await shop.race(47, (line) => shop.given.product({ price: `${line + 1}.37 EUR` }));
  const validUntil = new Date(shop.now().getTime() + HOUR_MS);
  const coupon = await shop.given.coupon({ percent: 10, validUntil });
  const items = products.map((product) => ({ product, quantity: 2 }));
  const cart = await shop.given.cart({ address: GERMANY, items, coupon });
  const withCoupon = await shop.readCartAsText(cart);

  for (const address of [FRANCE, DENMARK, GREECE]) accepted(await shop.setAddress(cart, address));
  await shop.passTime(HOUR_MS);
  const { rates } = accepted(await shop.quoteShipping(cart));
  accepted(await shop.chooseShippingRate(cart, rates[0]?.rateId ?? ''));
  const order = accepted(await shop.placeOrder(cart, '2299.78 EUR'));

  // 2 × (1 + 2 + … + 47 + 47 × 0.37) = 2290.78 and a parcel of 9.00; 2299.78 × 24 / 124 = 445.1187.
  expect(withCoupon.totals).toMatchObject({ discount: '229.08 EUR' });
  expect(await shop.read(order)).toMatchObject({
    lines: { length: 47 },
    couponCode: null,
    address: { country: 'GR' },
    totals: { subtotal: '2290.78 EUR', discount: '0.00 EUR', total: '2299.78 EUR', tax: '445.12 EUR' },
  });
  expect(accepted(await shop.readCoupon(coupon)).timesUsed).toBe(0);
});

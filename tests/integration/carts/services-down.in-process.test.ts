import {
  describe,
  expect,
  FRANCE,
  GERMANY,
  test,
  type Answer,
  type Cart,
  type Shop,
} from '@topheavy/testbed';

const DAY_MS = 86_400_000;

type Act = (shop: Shop, cart: Cart) => Promise<Answer>;

const productIn = (cart: Cart) => ({ id: cart.items[0]?.productId ?? '' });

/** All that needs the rates of the day. */
const acts: Readonly<Record<string, Act>> = {
  'creating a cart': (shop) => shop.createCart({ address: GERMANY }),
  'reading a cart': (shop, cart) => shop.readCart(cart),
  'putting an item in': (shop, cart) => shop.putItem(cart, productIn(cart), 2),
  'taking an item out': (shop, cart) => shop.removeItem(cart, productIn(cart)),
  'setting the address': (shop, cart) => shop.setAddress(cart, FRANCE),
  'applying a coupon': (shop, cart) => shop.applyCoupon(cart, shop.own('SAVE')),
  'removing the coupon': (shop, cart) => shop.removeCoupon(cart),
  'choosing a currency': (shop, cart) => shop.setCurrency(cart, 'EUR'),
  'choosing a shipping rate': (shop, cart) => shop.chooseShippingRate(cart, cart.shipping?.rateId ?? ''),
};

describe.each(Object.entries(acts))('%s', (name, act) => {
  test(`${name} waits for rates that are less than a day old`, async ({ shop }) => {
    await shop.given.coupon({ code: shop.own('SAVE') });
    const cart = await shop.given.cart({ currency: 'CHF' });
    await shop.fact('vatcomply', 'rate_limit', { per_second: 0 });

    await shop.passTime(DAY_MS + 1000);
    const refusal = await shop.refuses('dependency-unavailable', () => act(shop, cart));

    expect(refusal).toMatchObject({ status: 503, detail: expect.stringContaining('tax') });
  });
});

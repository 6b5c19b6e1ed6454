import { describe, expect, GERMANY, test, type Answer, type Shop } from '@topheavy/testbed';

/** Texts that somebody types, each with a call that carries it. */
const places: readonly (readonly [
  name: string,
  pointer: string,
  send: (shop: Shop, text: string) => Promise<Answer>,
])[] = [
  ['the name of a product', '/body/name', (shop, name) => shop.createProduct({ name })],
  [
    'the description of a product',
    '/body/description',
    (shop, description) => shop.createProduct({ description }),
  ],
  [
    'an address',
    '/body/city',
    async (shop, city) => shop.setAddress(await shop.given.openCart(), { ...GERMANY, city }),
  ],
  [
    'the note of an order',
    '/body/deliveryNote',
    async (shop, deliveryNote) => shop.updateOrder(await shop.given.placedOrder(), '"1"', { deliveryNote }),
  ],
  [
    'the reason of a refund',
    '/body/reason',
    async (shop, reason) => shop.refund(await shop.given.capturedOrder(), '1.00 EUR', { reason }),
  ],
  [
    'the choice of a shipping rate',
    '/body/rateId',
    async (shop, rateId) => shop.chooseShippingRate(await shop.given.cart(), rateId),
  ],
];

describe.each(places)('%s', (name, pointer, send) => {
  test.for([
    ['NUL', 'a\0b'],
    ['half a character', 'a\ud800b'],
  ] as const)(`${name} refuses %s, which Postgres cannot keep`, async ([, text], { shop }) => {
    const answer = await send(shop, text);

    expect(answer).toMatchObject({
      status: 422,
      problem: {
        slug: 'validation-failed',
        errors: [{ pointer, detail: 'must be Unicode text without NUL' }],
      },
    });
  });
});

import { expect, test } from '@topheavy/testbed';

/** 10.00 EUR and a parcel of 9.00 EUR, at a rate that makes the sum readable; the decimals are those of ISO 4217. */
const rows = [
  { currency: 'CHF', perEuro: 0.95, total: '18.05 CHF', part: '8.05 CHF' },
  { currency: 'JPY', perEuro: 160, total: '3040 JPY', part: '1040 JPY' },
  { currency: 'KWD', perEuro: 0.3, total: '5.700 KWD', part: '1.700 KWD' },
];

test.for(rows)(
  'the bank holds, takes and gives back in $currency what the order says',
  async ({ currency, perEuro, total, part }, { shop }) => {
    await shop.fact('frankfurter', 'rate', { base: 'EUR', quote: currency, rate: perEuro });
    const order = await shop.given.placedOrder({ currency });

    await shop.authorize(order);
    const held = await shop.atTheBank(order);
    const paid = { ...order, paymentId: (await shop.read(order)).payment?.id ?? '' };
    await shop.capture(paid, total);
    await shop.refund(paid, part);

    expect(held).toMatchObject([{ status: 'requires_capture', amount: total }]);
    expect(await shop.read(order)).toMatchObject({ captured: total, refunded: part });
    expect(await shop.atTheBank(order)).toMatchObject([{ amount: total, captured: total, refunds: [part] }]);
  },
);

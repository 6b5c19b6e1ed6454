import { UNAVAILABLE, operation, type GatewayOperation } from '../gateway-operation.ts';

const WAITS = 'is answered with 503, and the address is set when the same request comes again';

export const vatcomplyOperations: readonly GatewayOperation[] = [
  operation({
    title: 'the VAT rates of a country at VATComply',
    provider: 'vatcomply',
    op: 'vatcomply.vat_rates.list',
    call: 'tax vat-of',
    changes: false,
    form: {
      field: '$[*].standard_rate',
      otherType: 'string',
      enumeration: '$[*].country_code',
      amount: '$[*].standard_rate',
    },
    answers: {
      late: [{ status: 200 }, 'are charged'],
      away: [UNAVAILABLE, WAITS],
      refused: [UNAVAILABLE, WAITS],
    },
    async given(shop) {
      const cart = await shop.given.cart({ total: '109.00 EUR' });
      const address = { name: 'Ada', line1: 'Rue 1', city: 'Paris', postalCode: '75001', country: 'FR' };
      return { cart, address };
    },
    errand(shop, { cart, address }) {
      const move = () => shop.setAddress(cart, address);
      return {
        act: (by) => shop.setAddress(cart, address, by && { via: by.http }),
        settle: { away: move, refused: move },
        outcome: async () => (await shop.readCartAsText(cart)).totals.taxes,
      };
    },
    // 100.00 × 20 / 120.
    done: [{ rateBasisPoints: 2000, gross: '100.00 EUR', tax: '16.67 EUR' }],
  }),
];

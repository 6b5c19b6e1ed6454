import { UNAVAILABLE, operation, type GatewayOperation } from '../gateway-operation.ts';

const WAITS = 'is answered with 503, and the currency is chosen when the same request comes again';

export const frankfurterOperations: readonly GatewayOperation[] = [
  operation({
    title: 'the exchange rates of the day at Frankfurter',
    provider: 'frankfurter',
    op: 'frankfurter.rates.list',
    call: 'exchange latest',
    changes: false,
    form: {
      field: '$[*].rate',
      otherType: 'string',
      enumeration: '$[*].quote',
      amount: { none: 'nothing that the shop knows says what this number should be' },
    },
    answers: {
      late: [{ status: 200 }, 'are used'],
      away: [UNAVAILABLE, WAITS],
      refused: [UNAVAILABLE, WAITS],
    },
    async given(shop) {
      const cart = await shop.given.cart({ total: '109.00 EUR' });
      await shop.fact('frankfurter', 'rate', { base: 'EUR', quote: 'CHF', rate: 0.95 });
      return { cart };
    },
    errand(shop, { cart }) {
      const choose = () => shop.setCurrency(cart, 'CHF');
      return {
        act: (by) => shop.setCurrency(cart, 'CHF', by && { via: by.http }),
        settle: { away: choose, refused: choose },
        outcome: () => shop.readCartAsText(cart),
      };
    },
    done: { currency: 'CHF', exchangeRate: { rate: '0.950000' }, totals: { subtotal: '95.00 CHF' } },
  }),
];

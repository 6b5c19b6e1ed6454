import { describe, expect, it } from 'vitest';
import { requireSoldCurrency } from '#api/carts/require-sold-currency.ts';
import { config } from '../support/context.ts';

describe('requireSoldCurrency', () => {
  it('accepts a currency of the shop', () => {
    expect(() => requireSoldCurrency({ config }, 'USD')).not.toThrow();
  });

  it('throws currency-not-sold', () => {
    expect(() => requireSoldCurrency({ config: { ...config, currencies: ['EUR'] } }, 'USD')).toThrow(
      expect.objectContaining({ slug: 'currency-not-sold', extra: { currencies: ['EUR'] } }),
    );
  });
});

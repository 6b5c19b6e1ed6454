import { beforeEach, describe, expect, it, vi } from 'vitest';
import { cartRates, ratesFit } from '#api/carts/cart-rates.ts';
import { exchangeRate } from '#api/rates/exchange.ts';
import { vatOf } from '#api/rates/vat.ts';
import { mockContext } from '../support/context.ts';
import { cartRates as rates } from '../support/rates.ts';
import { address, cart } from '../support/rows.ts';

// Mocks are what this exhibit is about: proof/README.md.
vi.mock('#api/rates/exchange.ts');
vi.mock('#api/rates/vat.ts');

describe('cartRates', () => {
  const { context } = mockContext();
  const vat = { country: 'DE', standardBasisPoints: 1900, reducedBasisPoints: [700] };

  beforeEach(() => {
    vi.mocked(exchangeRate).mockResolvedValue({ rateMicros: 1_100_000, date: '2026-03-02' });
    vi.mocked(vatOf).mockResolvedValue(vat);
  });

  it('asks for the exchange rate only, of a new cart', async () => {
    await expect(cartRates(context, cart({ currency: 'USD' }))).resolves.toEqual({
      currency: 'USD',
      country: null,
      exchange: { rateMicros: 1_100_000, date: '2026-03-02' },
      carrierRateMicros: null,
      vat: null,
    });
    expect(exchangeRate).toHaveBeenCalledExactlyOnceWith(context, 'EUR', 'USD');
    expect(vatOf).not.toHaveBeenCalled();
  });

  it('asks for VAT once there is an address, and for the carrier rate once shipping is chosen', async () => {
    const chosen = cart({ address, shipping_rate_reference: 'rate_1' });

    await expect(cartRates(context, chosen)).resolves.toMatchObject({
      country: 'DE',
      carrierRateMicros: 1_100_000,
      vat,
    });
    expect(exchangeRate).toHaveBeenCalledWith(context, 'USD', 'EUR');
    expect(vatOf).toHaveBeenCalledWith(context, 'DE');
  });

  it('fails when one of the services fails', async () => {
    vi.mocked(vatOf).mockRejectedValue(new Error('down'));

    await expect(cartRates(context, cart({ address }))).rejects.toThrow('down');
  });
});

describe('ratesFit', () => {
  it.each([
    { name: 'the same cart', row: cart({ address }), expected: true },
    { name: 'another currency', row: cart({ address, currency: 'USD' }), expected: false },
    { name: 'another country', row: cart({ address: { ...address, country: 'FR' } }), expected: false },
  ])('is $expected for $name', ({ row, expected }) => {
    expect(ratesFit(rates(), row)).toBe(expected);
  });

  it('is false when shipping was chosen meanwhile', () => {
    const chosen = cart({ address, shipping_rate_reference: 'rate_1' });

    expect(ratesFit(rates({ carrierRateMicros: null }), chosen)).toBe(false);
  });
});

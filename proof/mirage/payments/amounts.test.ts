import { money } from '@topheavy/domain';
import { describe, expect, it } from 'vitest';
import { capturableMinor, hasFinalCapture } from '#api/payments/capturable-minor.ts';
import { checkAmount } from '#api/payments/check-amount.ts';
import { refundableMinor } from '#api/payments/refundable-minor.ts';
import { taxShare } from '#api/payments/tax-share.ts';
import { capture, NOW, order, payment } from '../support/rows.ts';

describe('capturableMinor', () => {
  it.each([
    { name: 'the whole hold', row: payment(), captures: [], expected: 2500 },
    {
      name: 'the rest',
      row: payment({ captured_minor: 1000, capturing_minor: 500 }),
      captures: [],
      expected: 1000,
    },
    { name: 'nothing while voiding', row: payment({ voiding_since: NOW }), captures: [], expected: 0 },
    { name: 'nothing once captured', row: payment({ status: 'captured' }), captures: [], expected: 0 },
    {
      name: 'nothing after a final capture',
      row: payment(),
      captures: [capture({ final: true })],
      expected: 0,
    },
  ])('is $name', ({ row, captures, expected }) => {
    expect(capturableMinor(row, captures)).toBe(expected);
  });

  it('ignores a final capture that failed', () => {
    expect(hasFinalCapture([capture({ final: true, status: 'failed' })])).toBe(false);
  });
});

describe('refundableMinor', () => {
  it('is what was captured and not refunded', () => {
    expect(
      refundableMinor(payment({ captured_minor: 2500, refunded_minor: 500, refunding_minor: 300 })),
    ).toBe(1700);
  });
});

describe('checkAmount', () => {
  it('accepts an amount in the currency of the payment', () => {
    expect(() => checkAmount(payment(), money(999, 'EUR'))).not.toThrow();
  });

  it('throws currency-mismatch', () => {
    expect(() => checkAmount(payment(), money(999, 'USD'))).toThrow(
      expect.objectContaining({ slug: 'currency-mismatch' }),
    );
  });

  it('throws payment-rejected for a KWD amount that cards cannot take', () => {
    expect(() => checkAmount(payment({ currency: 'KWD' }), money(5124, 'KWD'))).toThrow(
      expect.objectContaining({ slug: 'payment-rejected' }),
    );
  });
});

describe('taxShare', () => {
  it('splits the first part', () => {
    expect(taxShare(order(), { amountMinor: 0, taxMinor: 0 }, 2500)).toEqual({
      net_minor: 2101,
      tax_minor: 399,
    });
  });

  it('gives the last part the rest of the tax', () => {
    expect(taxShare(order(), { amountMinor: 1250, taxMinor: 200 }, 1250)).toEqual({
      net_minor: 1051,
      tax_minor: 199,
    });
  });

  it('never takes more tax than the part', () => {
    expect(taxShare(order(), { amountMinor: 2499, taxMinor: 0 }, 1)).toEqual({ net_minor: 0, tax_minor: 1 });
  });
});

import { PRESENTMENT_CURRENCIES } from '@topheavy/domain';
import { describe, expect, it } from 'vitest';
import { exchangeRate } from '#api/rates/exchange.ts';
import { vatOf } from '#api/rates/vat.ts';
import { GatewayError } from '#api/gateways/gateway-error.ts';
import { mockContext } from '../support/context.ts';
import { NOW } from '../support/rows.ts';

const vat = { country: 'DE', standardBasisPoints: 1900, reducedBasisPoints: [700] };
const hoursAgo = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);
const down = new GatewayError('tax', 'unavailable', 'down');

describe('vatOf', () => {
  it('returns what is kept while it is fresh', async () => {
    const { context } = mockContext({}, { payload: vat, fetched_at: NOW });

    await expect(vatOf(context, 'DE')).resolves.toEqual(vat);
    expect(context.gateways.tax.vatOf).not.toHaveBeenCalled();
  });

  it('asks the service and keeps the answer', async () => {
    const { context, query } = mockContext({}, undefined, undefined);
    context.gateways.tax.vatOf.mockResolvedValue(vat);

    await expect(vatOf(context, 'DE')).resolves.toEqual(vat);
    expect(context.gateways.tax.vatOf).toHaveBeenCalledWith('DE');
    expect(query['values']).toHaveBeenCalledWith({
      kind: 'vat',
      key: 'DE',
      payload: JSON.stringify(vat),
      fetched_at: NOW,
    });
  });

  it('asks once for two callers at a time', async () => {
    const { context } = mockContext({}, undefined, undefined, undefined);
    context.gateways.tax.vatOf.mockResolvedValue(vat);

    await Promise.all([vatOf(context, 'DE'), vatOf(context, 'DE')]);

    expect(context.gateways.tax.vatOf).toHaveBeenCalledOnce();
  });

  it('does not ask when somebody else just did', async () => {
    const { context } = mockContext({}, undefined, { payload: vat, fetched_at: NOW });

    await expect(vatOf(context, 'DE')).resolves.toEqual(vat);
    expect(context.gateways.tax.vatOf).not.toHaveBeenCalled();
  });

  it('uses an old answer while the service is down', async () => {
    const kept = { payload: vat, fetched_at: hoursAgo(5) };
    const { context } = mockContext({}, kept, kept);
    context.gateways.tax.vatOf.mockRejectedValue(down);

    await expect(vatOf(context, 'DE')).resolves.toEqual(vat);
    expect(context.logger.warn).toHaveBeenCalledOnce();
  });

  it('throws dependency-unavailable when that is too old', async () => {
    const kept = { payload: vat, fetched_at: hoursAgo(30) };
    const { context } = mockContext({}, kept, kept);
    context.gateways.tax.vatOf.mockRejectedValue(down);

    await expect(vatOf(context, 'DE')).rejects.toMatchObject({ slug: 'dependency-unavailable' });
  });

  it('passes other errors on', async () => {
    const { context } = mockContext();
    context.gateways.tax.vatOf.mockRejectedValue(new Error('bug'));

    await expect(vatOf(context, 'DE')).rejects.toThrow('bug');
  });

  it('throws destination-not-supported for an unknown country', async () => {
    const { context } = mockContext();
    context.gateways.tax.vatOf.mockResolvedValue(null);

    await expect(vatOf(context, 'XX')).rejects.toMatchObject({ slug: 'destination-not-supported' });
  });
});

describe('exchangeRate', () => {
  it('is one for the same currency', async () => {
    const { context } = mockContext();

    await expect(exchangeRate(context, 'EUR', 'EUR')).resolves.toEqual({
      rateMicros: 1_000_000,
      date: '2026-03-02',
    });
  });

  it('asks for all currencies of the shop at once', async () => {
    const { context } = mockContext();
    context.gateways.exchange.latest.mockResolvedValue([
      { base: 'EUR', quote: 'USD', rateMicros: 1_083_400, date: '2026-02-27' },
    ]);

    await expect(exchangeRate(context, 'EUR', 'USD')).resolves.toEqual({
      rateMicros: 1_083_400,
      date: '2026-02-27',
    });
    expect(context.gateways.exchange.latest).toHaveBeenCalledWith(
      'EUR',
      PRESENTMENT_CURRENCIES.filter((currency) => currency !== 'EUR'),
    );
  });

  it('throws when the rate is missing', async () => {
    const { context } = mockContext({}, { payload: [], fetched_at: NOW });

    await expect(exchangeRate(context, 'EUR', 'KWD')).rejects.toThrow('no rate from EUR to KWD');
  });
});

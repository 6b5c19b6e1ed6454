import { IDENTITY_RATE, PRESENTMENT_CURRENCIES, type Currency, type RateMicros } from '@topheavy/domain';
import { z } from 'zod';
import { GatewayError } from '../gateways/gateway-error.ts';
import { readThrough, type RatesNeeds } from './read-through.ts';

const schema = z
  .array(z.object({ quote: z.string(), rateMicros: z.int().positive(), date: z.iso.date() }))
  .readonly();

/**
 * The day's rate: how much of `quote` one whole unit of `base` buys, and the banking day it is of. One
 * call fetches all currencies of the shop, so that prices in two of them are of the same day. Throws 503
 * as readThrough does.
 */
export async function exchangeRate(
  needs: RatesNeeds,
  base: Currency,
  quote: Currency,
): Promise<{ rateMicros: RateMicros; date: string }> {
  if (base === quote) {
    return { rateMicros: IDENTITY_RATE, date: needs.clock.now().toISOString().slice(0, 10) };
  }
  const quotes = PRESENTMENT_CURRENCIES.filter((currency) => currency !== base);
  const rates = await readThrough(needs, {
    kind: 'exchange',
    key: base,
    schema,
    fetch: ({ exchange }) => exchange.latest(base, quotes),
  });
  // Missing only where an older release, which sold in fewer currencies, made the snapshot.
  const rate = rates?.find((candidate) => candidate.quote === quote);
  if (rate === undefined)
    throw new GatewayError('exchange', 'unavailable', `no rate from ${base} to ${quote}`);
  return { rateMicros: rate.rateMicros, date: rate.date };
}

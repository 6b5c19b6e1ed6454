import { z } from 'zod';
import type { CountryVat } from '../gateways/tax-gateway.ts';
import { problem } from '../problems/problem.ts';
import { readThrough, type RatesNeeds } from './read-through.ts';

const basisPoints = z.int().min(0).max(10_000);

const schema: z.ZodType<CountryVat> = z.object({
  country: z.string(),
  standardBasisPoints: basisPoints,
  reducedBasisPoints: z.array(basisPoints),
});

/** VAT rates of an EU country (ISO 3166-1 alpha-2). Throws 422 where there are none, 503 as readThrough does. */
export async function vatOf(needs: RatesNeeds, country: string): Promise<CountryVat> {
  const vat = await readThrough(needs, {
    kind: 'vat',
    key: country,
    schema,
    fetch: ({ tax }) => tax.vatOf(country),
  });
  if (vat === null) {
    throw problem('destination-not-supported', {
      detail: `There are no VAT rates for ${country}, so nothing can be sold there.`,
    });
  }
  return vat;
}

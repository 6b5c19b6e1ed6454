import { z } from 'zod';
import { basePriceSchema, moneySchema } from '../http/money-schema.ts';

const percentage = z
  .strictObject({
    kind: z.literal('percentage'),
    basisPoints: z.int().min(1).max(10_000).meta({ description: '1000 is 10 %' }),
  })
  .meta({ id: 'PercentageOff' });

const uses = z.int().positive().max(1_000_000_000);

/** The back office's side: what a new coupon may say. */
export const newCouponTermsSchema = z
  .discriminatedUnion('kind', [
    percentage,
    z.strictObject({ kind: z.literal('amount'), amount: basePriceSchema }).meta({ id: 'NewAmountOff' }),
  ])
  .meta({ id: 'NewCouponTerms' });

export const couponLimits = { usageLimit: uses, perCustomerLimit: uses };

export const couponSchema = z
  .strictObject({
    id: z.uuid(),
    code: z.string(),
    terms: z
      .discriminatedUnion('kind', [
        percentage,
        z.strictObject({ kind: z.literal('amount'), amount: moneySchema }).meta({ id: 'AmountOff' }),
      ])
      .meta({ id: 'CouponTerms' }),
    minimum: moneySchema.nullable().meta({ description: 'Least subtotal it is good for' }),
    validFrom: z.iso.datetime().nullable(),
    validUntil: z.iso.datetime().nullable().meta({ description: 'Exclusive' }),
    usageLimit: uses.nullable().meta({ description: 'Orders that may use it, of all customers together' }),
    perCustomerLimit: uses.nullable(),
    timesUsed: z.int().meta({ description: 'Orders that use it; a cancelled order gives its use back' }),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'Coupon' });

import { z } from 'zod';
import { moneySchema } from '../http/money-schema.ts';

/** The reasons are the domain's, see CouponRefusal. */
export const couponRefusalSchema = z
  .enum([
    'coupon-not-yet-valid',
    'coupon-expired',
    'coupon-minimum-not-met',
    'coupon-used-up',
    'coupon-used-up-by-customer',
  ])
  .meta({ id: 'CouponRefusal' });

const productId = z.uuid();

const shortage = { productId, requested: z.int(), available: z.int() };

export const cartChangeSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('price-changed'), productId, from: moneySchema, to: moneySchema }),
    z.strictObject({ kind: z.literal('item-sold-out'), ...shortage }),
    z.strictObject({ kind: z.literal('item-short'), ...shortage }),
    z.strictObject({ kind: z.literal('item-withdrawn'), productId }),
    z.strictObject({
      kind: z.literal('coupon-no-longer-valid'),
      code: z.string(),
      reason: couponRefusalSchema,
    }),
    z.strictObject({ kind: z.literal('shipping-rate-outdated') }),
  ])
  .meta({
    id: 'CartChange',
    description:
      'What is no longer as the customer left it. A changed price is accepted by putting the item again; ' +
      'after shipping-rate-outdated, ask for shipping rates and choose one again.',
  });

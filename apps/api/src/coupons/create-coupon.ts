import { z } from 'zod';
import { basePriceSchema } from '../http/money-schema.ts';
import { defineOperation } from '../http/operation.ts';
import { couponBody } from './coupon-body.ts';
import { couponCodeSchema } from './coupon-code.ts';
import { couponLimits, couponSchema, newCouponTermsSchema } from './coupon-schema.ts';

/** Its offset can carry a time over the edge of the years that ISO 8601 writes with four digits. */
const instant = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .refine(
    (date) => date.getUTCFullYear() >= 1 && date.getUTCFullYear() <= 9999,
    'must be in the years 1 to 9999',
  );

const newCouponSchema = z
  .strictObject({
    code: couponCodeSchema,
    terms: newCouponTermsSchema,
    minimum: basePriceSchema.optional(),
    validFrom: instant.optional(),
    validUntil: instant.optional().meta({ description: 'Exclusive' }),
    usageLimit: couponLimits.usageLimit.optional(),
    perCustomerLimit: couponLimits.perCustomerLimit.optional(),
  })
  .refine(({ validFrom, validUntil }) => !validFrom || !validUntil || validFrom < validUntil, {
    path: ['validUntil'],
    message: 'must be after validFrom',
  })
  .meta({ id: 'NewCoupon' });

export const createCoupon = defineOperation({
  id: 'createCoupon',
  method: 'post',
  path: '/v1/coupons',
  summary: 'Create a coupon',
  description: 'Amounts are in the base currency and are converted with the prices of the cart.',
  tag: 'coupons',
  scope: 'coupons:write',
  body: newCouponSchema,
  responses: {
    201: { description: 'The new coupon', schema: couponSchema, headers: { Location: 'Its URL' } },
  },
  problems: ['coupon-code-taken'],
  handle: ({ body }, context) =>
    context.commit(async (trx) => {
      const coupon = await trx
        .insertInto('coupons')
        .values({
          id: context.resourceId,
          code: body.code,
          kind: body.terms.kind,
          basis_points: body.terms.kind === 'percentage' ? body.terms.basisPoints : null,
          amount_minor: body.terms.kind === 'amount' ? body.terms.amount.amount : null,
          minimum_minor: body.minimum?.amount ?? 0,
          valid_from: body.validFrom,
          valid_until: body.validUntil,
          usage_limit: body.usageLimit,
          per_customer_limit: body.perCustomerLimit,
          created_at: context.clock.now(),
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      return {
        status: 201,
        headers: { Location: `/v1/coupons/${coupon.code}` },
        body: couponBody(coupon),
      };
    }),
});

import { z } from 'zod';
import { defineOperation } from '../http/operation.ts';
import { problem } from '../problems/problem.ts';
import { couponBody } from './coupon-body.ts';
import { couponCodeSchema } from './coupon-code.ts';
import { couponSchema } from './coupon-schema.ts';

export const readCoupon = defineOperation({
  id: 'readCoupon',
  method: 'get',
  path: '/v1/coupons/{code}',
  summary: 'Read a coupon and how often it was used',
  tag: 'coupons',
  scope: 'coupons:write',
  params: z.object({ code: couponCodeSchema }),
  responses: { 200: { description: 'The coupon', schema: couponSchema } },
  problems: ['coupon-not-found'],
  async handle({ params: { code } }, { db }) {
    const coupon = await db.selectFrom('coupons').selectAll().where('code', '=', code).executeTakeFirst();
    if (coupon === undefined) {
      throw problem('coupon-not-found', { detail: `There is no coupon with the code ${code}.` });
    }
    return { status: 200, body: couponBody(coupon) };
  },
});

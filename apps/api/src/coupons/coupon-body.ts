import { BASE_CURRENCY, money } from '@topheavy/domain';
import type { z } from 'zod';
import type { CouponRow } from '../db/schema.ts';
import { moneyBody } from '../http/money-schema.ts';
import { couponRules } from './coupon-rules.ts';
import type { couponSchema } from './coupon-schema.ts';

const baseMoney = (amountMinor: number) => moneyBody(money(amountMinor, BASE_CURRENCY));

export function couponBody(row: CouponRow): z.input<typeof couponSchema> {
  const { terms } = couponRules(row);
  return {
    id: row.id,
    code: row.code,
    terms: terms.kind === 'percentage' ? terms : { kind: 'amount', amount: baseMoney(terms.amountMinor) },
    minimum: row.minimum_minor === 0 ? null : baseMoney(row.minimum_minor),
    validFrom: row.valid_from?.toISOString() ?? null,
    validUntil: row.valid_until?.toISOString() ?? null,
    usageLimit: row.usage_limit,
    perCustomerLimit: row.per_customer_limit,
    timesUsed: row.times_used,
    createdAt: row.created_at.toISOString(),
  };
}

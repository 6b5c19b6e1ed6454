import { describe, expect, it } from 'vitest';
import { createCoupon } from '#api/coupons/create-coupon.ts';
import { readCoupon } from '#api/coupons/read-coupon.ts';
import { backOffice, mockContext } from '../support/context.ts';
import { handle } from '../support/requests.ts';
import { coupon, NOW, uuid } from '../support/rows.ts';

describe('createCoupon', () => {
  it('inserts a percentage', async () => {
    const { context, query } = mockContext({ principal: backOffice }, coupon());
    const body = { code: 'SPRING', terms: { kind: 'percentage', basisPoints: 1000 } };

    await expect(handle(createCoupon, { body }, context)).resolves.toMatchObject({
      status: 201,
      headers: { Location: '/v1/coupons/SPRING' },
      body: { code: 'SPRING' },
    });
    expect(query['values']).toHaveBeenCalledWith(
      expect.objectContaining({ id: uuid(50), basis_points: 1000, amount_minor: null, minimum_minor: 0 }),
    );
  });

  it('inserts an amount', async () => {
    const { context, query } = mockContext({ principal: backOffice }, coupon());
    const body = {
      code: 'FIVE',
      terms: { kind: 'amount', amount: { amount: 500, currency: 'EUR' } },
      minimum: { amount: 2000, currency: 'EUR' },
      usageLimit: 10,
    };

    await handle(createCoupon, { body }, context);

    expect(query['values']).toHaveBeenCalledWith(
      expect.objectContaining({
        basis_points: null,
        amount_minor: 500,
        minimum_minor: 2000,
        usage_limit: 10,
      }),
    );
  });

  it.each([
    {
      name: 'an end before its start',
      times: { validFrom: '2026-02-01T00:00:00Z', validUntil: '2026-01-01T00:00:00Z' },
    },
    { name: 'a time that is none', times: { validFrom: 'tomorrow' } },
  ])('refuses $name', ({ times }) => {
    const body = { code: 'SPRING', terms: { kind: 'percentage', basisPoints: 1000 }, ...times };

    expect(createCoupon.body?.safeParse(body).success).toBe(false);
  });

  it('takes a time with an offset', () => {
    const body = {
      code: 'spring',
      terms: { kind: 'percentage', basisPoints: 1000 },
      validFrom: '2026-03-02T11:00:00+01:00',
    };

    expect(createCoupon.body?.parse(body)).toMatchObject({ code: 'SPRING', validFrom: NOW });
  });
});

describe('readCoupon', () => {
  it('answers with the coupon', async () => {
    const { context } = mockContext({ principal: backOffice }, coupon({ times_used: 3 }));

    await expect(handle(readCoupon, { params: { code: 'SPRING' } }, context)).resolves.toMatchObject({
      status: 200,
      body: { timesUsed: 3 },
    });
  });

  it('throws coupon-not-found', async () => {
    const { context } = mockContext({ principal: backOffice }, undefined);

    await expect(handle(readCoupon, { params: { code: 'NOPE' } }, context)).rejects.toMatchObject({
      slug: 'coupon-not-found',
    });
  });
});

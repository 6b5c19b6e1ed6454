import { money } from '@topheavy/domain';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { beginRefund } from '#api/payments/begin-refund.ts';
import { changePayment } from '#api/payments/change-payment.ts';
import { lockPaymentWithOrder } from '#api/payments/lock-payment-with-order.ts';
import { mockContext } from '../support/context.ts';
import { mockDb } from '../support/mock-db.ts';
import { order, payment, refund, uuid } from '../support/rows.ts';

// Mocks are what this exhibit is about: proof/README.md.
vi.mock('#api/payments/change-payment.ts');
vi.mock('#api/payments/lock-payment-with-order.ts');

const { context } = mockContext();
const wish = { amount: money(500, 'EUR'), reason: 'broken' };
const captured = payment({ status: 'captured', captured_minor: 2500 });

describe('beginRefund', () => {
  beforeEach(() => {
    vi.mocked(lockPaymentWithOrder).mockResolvedValue({ order: order(), payment: captured });
    vi.mocked(changePayment).mockResolvedValue({ ...captured, refunding_minor: 500 });
  });

  it('sets the amount aside', async () => {
    const { db, query } = mockDb(undefined, refund());

    await expect(beginRefund(db, context, uuid(6), wish)).resolves.toMatchObject({ attempt: 'first' });
    expect(query['values']).toHaveBeenCalledWith(
      expect.objectContaining({ id: uuid(50), amount_minor: 500, reason: 'broken' }),
    );
    expect(changePayment).toHaveBeenCalledWith(
      db,
      context,
      captured,
      'payment.refund_started',
      { refunding_minor: 500 },
      { refundId: uuid(8), given: { amount: 500, currency: 'EUR' } },
    );
  });

  it('takes up a refund that is under way', async () => {
    const { db } = mockDb(refund(), refund());

    await expect(beginRefund(db, context, uuid(6), wish)).resolves.toMatchObject({ attempt: 'again' });
  });

  it.each([refund({ status: 'succeeded' }), refund({ status: 'failed', provider_reference: 're_1' })])(
    'has nothing to do for a refund that $status at the provider',
    async (row) => {
      await expect(beginRefund(mockDb(row).db, context, uuid(6), wish)).resolves.toMatchObject({
        refund: row,
        attempt: 'none',
      });
    },
  );

  it('begins one anew that the provider never saw', async () => {
    const { db, query } = mockDb(refund({ status: 'failed' }), refund());

    await expect(beginRefund(db, context, uuid(6), wish)).resolves.toMatchObject({ attempt: 'first' });
    expect(query['set']).toHaveBeenCalledWith(expect.objectContaining({ status: 'processing' }));
  });

  it('throws invalid-state-transition when nothing was captured', async () => {
    vi.mocked(lockPaymentWithOrder).mockResolvedValue({
      order: order(),
      payment: payment({ status: 'voided' }),
    });

    await expect(beginRefund(mockDb(undefined).db, context, uuid(6), wish)).rejects.toMatchObject({
      slug: 'invalid-state-transition',
    });
  });

  it('throws refund-exceeds-capture with what is left', async () => {
    const ask = { amount: money(2501, 'EUR') };

    await expect(beginRefund(mockDb(undefined).db, context, uuid(6), ask)).rejects.toMatchObject({
      slug: 'refund-exceeds-capture',
      extra: { refundable: { amount: 2500, currency: 'EUR' } },
    });
  });
});

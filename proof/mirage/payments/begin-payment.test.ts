import { beforeEach, describe, expect, it, vi } from 'vitest';
import { lockLivePayment, lockPayment } from '#api/db/locks.ts';
import { lockVisibleOrder } from '#api/orders/lock-visible-order.ts';
import { beginPayment } from '#api/payments/begin-payment.ts';
import { appendPaymentEvent, changePayment } from '#api/payments/change-payment.ts';
import { mockContext } from '../support/context.ts';
import { mockDb } from '../support/mock-db.ts';
import { order, payment, uuid } from '../support/rows.ts';

// Mocks are what this exhibit is about: proof/README.md.
vi.mock('#api/db/locks.ts');
vi.mock('#api/orders/lock-visible-order.ts');
vi.mock('#api/payments/change-payment.ts');

const { context } = mockContext();
const processing = payment({ status: 'processing', provider_reference: null });

describe('beginPayment', () => {
  beforeEach(() => {
    vi.mocked(lockVisibleOrder).mockResolvedValue(order());
    vi.mocked(lockPayment).mockResolvedValue(undefined);
    vi.mocked(lockLivePayment).mockResolvedValue(undefined);
  });

  it('creates a payment over the total of the order', async () => {
    const { db, query } = mockDb(processing);

    await expect(beginPayment(db, context, uuid(5))).resolves.toEqual({
      payment: processing,
      attempt: 'first',
    });
    expect(query['values']).toHaveBeenCalledWith(
      expect.objectContaining({ id: uuid(50), order_id: uuid(5), amount_minor: 2500, status: 'processing' }),
    );
    expect(appendPaymentEvent).toHaveBeenCalledWith(db, context, processing, 'payment.created');
  });

  it('takes up a payment that is under way', async () => {
    vi.mocked(lockPayment).mockResolvedValue(processing);
    const { db } = mockDb(processing);

    await expect(beginPayment(db, context, uuid(5))).resolves.toEqual({
      payment: processing,
      attempt: 'again',
    });
  });

  it('has nothing to do for one that is settled', async () => {
    vi.mocked(lockPayment).mockResolvedValue(payment());

    await expect(beginPayment(mockDb().db, context, uuid(5))).resolves.toEqual({
      payment: payment(),
      attempt: 'none',
    });
  });

  it('retries one that came to nothing', async () => {
    const failed = payment({ status: 'failed', provider_reference: null });
    vi.mocked(lockPayment).mockResolvedValue(failed);
    vi.mocked(changePayment).mockResolvedValue(processing);
    const { db } = mockDb();

    await expect(beginPayment(db, context, uuid(5))).resolves.toEqual({
      payment: processing,
      attempt: 'first',
    });
    expect(changePayment).toHaveBeenCalledWith(
      db,
      context,
      failed,
      'payment.retried',
      expect.objectContaining({ status: 'processing' }),
    );
  });

  it('throws payment-already-exists', async () => {
    vi.mocked(lockLivePayment).mockResolvedValue(payment());

    await expect(beginPayment(mockDb().db, context, uuid(5))).rejects.toMatchObject({
      slug: 'payment-already-exists',
      extra: { paymentId: uuid(6) },
    });
  });

  it('throws invalid-state-transition unless the order waits for a payment', async () => {
    vi.mocked(lockVisibleOrder).mockResolvedValue(order({ status: 'cancelled' }));

    await expect(beginPayment(mockDb().db, context, uuid(5))).rejects.toMatchObject({
      slug: 'invalid-state-transition',
    });
  });
});

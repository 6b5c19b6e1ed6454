import { beforeEach, describe, expect, it, vi } from 'vitest';
import { lockOrder, lockPayment } from '#api/db/locks.ts';
import { appendEvent } from '#api/outbox/append-event.ts';
import { changePayment } from '#api/payments/change-payment.ts';
import { capturesOf } from '#api/payments/captures-of.ts';
import { lockPaymentWithOrder } from '#api/payments/lock-payment-with-order.ts';
import { partsBefore } from '#api/payments/parts-before.ts';
import { readCapture } from '#api/payments/read-capture.ts';
import { readRefund } from '#api/payments/read-refund.ts';
import { takeDueCaptures, takeDuePayments, takeDueRefunds } from '#api/payments/take-due.ts';
import { visiblePayment } from '#api/payments/visible-payment.ts';
import { backOffice, customer, mockContext } from '../support/context.ts';
import { mockDb } from '../support/mock-db.ts';
import { capture, NOW, order, payment, refund, uuid } from '../support/rows.ts';

// Mocks are what this exhibit is about: proof/README.md.
vi.mock('#api/db/locks.ts');
vi.mock('#api/outbox/append-event.ts');

const { context } = mockContext();

describe('changePayment', () => {
  it('writes the next version and its event', async () => {
    const { db, query } = mockDb(payment({ version: 3, status: 'voided' }));

    await changePayment(db, context, payment(), 'payment.voided', { status: 'voided' }, { why: 'test' });

    expect(query['set']).toHaveBeenCalledWith({ status: 'voided', version: 3, updated_at: NOW });
    expect(query['where']).toHaveBeenCalledWith('version', '=', 2);
    expect(appendEvent).toHaveBeenCalledWith(db, context, {
      aggregateType: 'payment',
      aggregateId: uuid(6),
      aggregateVersion: 3,
      type: 'payment.voided',
      payload: expect.objectContaining({
        status: 'voided',
        amount: { amount: 2500, currency: 'EUR' },
        why: 'test',
      }),
    });
  });
});

describe('lockPaymentWithOrder', () => {
  beforeEach(() => {
    vi.mocked(lockOrder).mockResolvedValue(order());
    vi.mocked(lockPayment).mockResolvedValue(payment());
  });

  it('locks the order first', async () => {
    const { db } = mockDb({ order_id: uuid(5) });

    await expect(lockPaymentWithOrder(db, uuid(6))).resolves.toEqual({ order: order(), payment: payment() });
    expect(lockOrder).toHaveBeenCalledBefore(vi.mocked(lockPayment));
  });

  it('throws payment-not-found', async () => {
    await expect(lockPaymentWithOrder(mockDb(undefined).db, uuid(6))).rejects.toMatchObject({
      slug: 'payment-not-found',
    });
  });
});

describe('visiblePayment', () => {
  it("returns the payment of the customer's order", async () => {
    const { db, query } = mockDb(payment());

    await expect(visiblePayment(db, customer, uuid(6))).resolves.toEqual(payment());
    expect(query['where']).toHaveBeenCalledWith('orders.customer_id', '=', uuid(3));
  });

  it('does not filter for the back office', async () => {
    const { db, query } = mockDb(payment());

    await visiblePayment(db, backOffice, uuid(6));

    expect(query['where']).toHaveBeenCalledTimes(1);
  });

  it('throws payment-not-found', async () => {
    await expect(visiblePayment(mockDb(undefined).db, customer, uuid(6))).rejects.toMatchObject({
      slug: 'payment-not-found',
    });
  });
});

describe('reads', () => {
  it('reads a capture', async () => {
    await expect(readCapture(mockDb(capture()).db, uuid(7))).resolves.toEqual(capture());
  });

  it('reads a refund', async () => {
    await expect(readRefund(mockDb(refund()).db, uuid(8))).resolves.toEqual(refund());
  });

  it('reads the captures of a payment, oldest first', async () => {
    const { db, query } = mockDb([capture()]);

    await expect(capturesOf(db, uuid(6))).resolves.toEqual([capture()]);
    expect(query['orderBy']).toHaveBeenCalledWith('id');
  });

  it('sums what succeeded before', async () => {
    const { db, query } = mockDb({ amountMinor: 100, taxMinor: 16 });

    await expect(partsBefore(db, 'refunds', uuid(6))).resolves.toEqual({ amountMinor: 100, taxMinor: 16 });
    expect(query['where']).toHaveBeenCalledWith('status', '=', 'succeeded');
  });
});

describe('takeDue', () => {
  it.each([
    { take: takeDuePayments, table: 'payments' },
    { take: takeDueCaptures, table: 'captures' },
    { take: takeDueRefunds, table: 'refunds' },
  ])('leases what is due of $table', async ({ take, table }) => {
    const { context: needs, query } = mockContext({}, [{ id: uuid(6) }]);

    await expect(take(needs)).resolves.toEqual([{ id: uuid(6) }]);
    expect(query['selectFrom']).toHaveBeenCalledWith(table);
    expect(query['where']).toHaveBeenCalledWith('settle_after', '<=', NOW);
    expect(query['skipLocked']).toHaveBeenCalledOnce();
    expect(query['set']).toHaveBeenCalledWith({ settle_after: new Date(NOW.getTime() + 60_000) });
  });
});

import { beforeEach, describe, expect, it, vi } from 'vitest';
import { lockLivePayment } from '#api/db/locks.ts';
import { cancelAndRelease } from '#api/orders/cancel-and-release.ts';
import { refuseOnceShipped } from '#api/orders/refuse-once-shipped.ts';
import { releaseCoupon } from '#api/orders/release-coupon.ts';
import { releaseStock } from '#api/orders/release-stock.ts';
import { transitionOrder } from '#api/orders/transition-order.ts';
import { requestVoid } from '#api/payments/request-void.ts';
import { mockContext } from '../support/context.ts';
import { mockDb } from '../support/mock-db.ts';
import { order, payment, uuid } from '../support/rows.ts';

// Mocks are what this exhibit is about: proof/README.md.
vi.mock('#api/db/locks.ts');
vi.mock('#api/orders/refuse-once-shipped.ts');
vi.mock('#api/orders/release-coupon.ts');
vi.mock('#api/orders/release-stock.ts');
vi.mock('#api/orders/transition-order.ts');
vi.mock('#api/payments/request-void.ts');

const { context } = mockContext();
const { db } = mockDb();
const cancelled = order({ status: 'cancelled' });

describe('cancelAndRelease', () => {
  beforeEach(() => {
    vi.mocked(lockLivePayment).mockResolvedValue(undefined);
    vi.mocked(transitionOrder).mockResolvedValue(cancelled);
    vi.mocked(requestVoid).mockResolvedValue(payment());
  });

  it('cancels and gives back coupon and stock', async () => {
    await expect(cancelAndRelease(db, context, order(), 'customer')).resolves.toEqual({
      order: cancelled,
      voiding: null,
    });
    expect(refuseOnceShipped).toHaveBeenCalledWith(db, order(), 'cancel');
    expect(transitionOrder).toHaveBeenCalledWith(db, context, uuid(5), 'cancel', {
      cancelReason: 'customer',
      payload: { reason: 'customer' },
    });
    expect(releaseCoupon).toHaveBeenCalledWith(db, order());
    expect(releaseStock).toHaveBeenCalledWith(db, uuid(5));
  });

  it('requests the void of the hold', async () => {
    vi.mocked(lockLivePayment).mockResolvedValue(payment());

    await expect(cancelAndRelease(db, context, order(), 'customer')).resolves.toEqual({
      order: cancelled,
      voiding: payment(),
    });
  });

  it.each([
    { status: 'processing' as const },
    { status: 'captured' as const },
    { captured_minor: 100 },
    { capturing_minor: 100 },
  ])('refuses while the payment is %j', async (overrides) => {
    vi.mocked(lockLivePayment).mockResolvedValue(payment(overrides));

    await expect(cancelAndRelease(db, context, order(), 'customer')).rejects.toMatchObject({
      slug: 'invalid-state-transition',
    });
    expect(transitionOrder).not.toHaveBeenCalled();
  });
});

import { beforeEach, describe, expect, it, vi } from 'vitest';
import { lockStock } from '#api/db/locks.ts';
import { appendOrderEvent } from '#api/orders/append-order-event.ts';
import { applyOrderChange } from '#api/orders/apply-order-change.ts';
import { confirmOrder } from '#api/orders/confirm-order.ts';
import { fulfilOrder } from '#api/orders/fulfil-order.ts';
import { releaseCoupon } from '#api/orders/release-coupon.ts';
import { releaseStock } from '#api/orders/release-stock.ts';
import { requireChangeable } from '#api/orders/require-changeable.ts';
import { transitionOrder } from '#api/orders/transition-order.ts';
import { appendEvent } from '#api/outbox/append-event.ts';
import { mockContext } from '../support/context.ts';
import { mockDb } from '../support/mock-db.ts';
import { address, LATER, NOW, order, uuid } from '../support/rows.ts';

// Mocks are what this exhibit is about: proof/README.md.
vi.mock('#api/db/locks.ts');
vi.mock('#api/outbox/append-event.ts');

const { context } = mockContext();

beforeEach(() => {
  vi.mocked(lockStock).mockResolvedValue([]);
});

describe('appendOrderEvent', () => {
  it('carries what the mail needs', async () => {
    const { db } = mockDb();

    await appendOrderEvent(db, context, 'order.cancelled', order({ version: 3 }), { reason: 'customer' });

    expect(appendEvent).toHaveBeenCalledWith(db, context, {
      aggregateType: 'order',
      aggregateId: uuid(5),
      aggregateVersion: 3,
      type: 'order.cancelled',
      payload: {
        orderId: uuid(5),
        customerId: uuid(3),
        status: 'pending_payment',
        email: 'ada@example.com',
        total: { amount: 2500, currency: 'EUR' },
        expiresAt: LATER.toISOString(),
        cancelReason: null,
        reason: 'customer',
      },
    });
  });
});

describe('confirmOrder', () => {
  it('confirms an order that waits for its payment', async () => {
    const { db, query } = mockDb(order({ status: 'confirmed', version: 2 }));

    await expect(confirmOrder(db, context, uuid(5))).resolves.toMatchObject({ status: 'confirmed' });
    expect(query['where']).toHaveBeenCalledWith('status', 'in', ['pending_payment']);
  });
});

describe('transitionOrder', () => {
  it('moves the order and reports it', async () => {
    const moved = order({ status: 'cancelled', version: 2 });
    const { db, query } = mockDb(moved);

    await expect(
      transitionOrder(db, context, uuid(5), 'cancel', { cancelReason: 'customer' }),
    ).resolves.toEqual(moved);
    expect(query['set']).toHaveBeenCalledWith({
      status: 'cancelled',
      cancelled_at: NOW,
      cancel_reason: 'customer',
      version: 'version + 1',
    });
    expect(query['where']).toHaveBeenCalledWith('status', 'in', ['pending_payment', 'confirmed']);
    expect(appendEvent).toHaveBeenCalledOnce();
  });

  it('throws invalid-state-transition with the status', async () => {
    const { db } = mockDb(undefined, { status: 'fulfilled' });

    await expect(transitionOrder(db, context, uuid(5), 'cancel')).rejects.toMatchObject({
      slug: 'invalid-state-transition',
      extra: { from: 'fulfilled', action: 'cancel' },
    });
  });
});

describe('applyOrderChange', () => {
  it('sets only what is given', async () => {
    const { db, query } = mockDb(order({ version: 2 }));

    await applyOrderChange(db, context, uuid(5), { email: 'new@example.com', deliveryNote: null }, undefined);

    expect(query['set']).toHaveBeenCalledWith({
      email: 'new@example.com',
      delivery_note: null,
      version: 'version + 1',
    });
    expect(appendEvent).toHaveBeenCalledWith(db, context, expect.objectContaining({ type: 'order.updated' }));
  });

  it('sets an address with its quote', async () => {
    const { db, query } = mockDb(order({ version: 2 }), undefined);
    const quote = { shipping_quote_reference: 'shp_2', shipping_rate_reference: 'rate_2' };

    await applyOrderChange(db, context, uuid(5), { address }, quote);

    expect(query['set']).toHaveBeenCalledWith({
      address: JSON.stringify(address),
      ...quote,
      version: 'version + 1',
    });
  });

  it('throws once a label is bought', async () => {
    const { db } = mockDb(order(), { id: uuid(9) });

    await expect(applyOrderChange(db, context, uuid(5), { address }, undefined)).rejects.toMatchObject({
      slug: 'invalid-state-transition',
    });
  });
});

describe('requireChangeable', () => {
  it('accepts the version that was read', () => {
    expect(() => requireChangeable(order(), 1, address)).not.toThrow();
  });

  it.each([
    { row: order({ version: 2 }), to: undefined, slug: 'precondition-failed' },
    { row: order({ status: 'fulfilled' }), to: undefined, slug: 'invalid-state-transition' },
    { row: order({ status: 'cancelled' }), to: undefined, slug: 'invalid-state-transition' },
    { row: order(), to: { ...address, country: 'FR' as const }, slug: 'validation-failed' },
  ])('throws $slug', ({ row, to, slug }) => {
    expect(() => requireChangeable(row, 1, to)).toThrow(expect.objectContaining({ slug }));
  });
});

describe('fulfilOrder', () => {
  it('takes the goods off the stock and reports them', async () => {
    const items = [{ productId: uuid(1), sku: 'MUG-1', reference: 'sq-mug', quantity: 2 }];
    const { db, query } = mockDb(items, order({ status: 'fulfilled' }));

    await expect(fulfilOrder(db, context, uuid(5))).resolves.toMatchObject({ status: 'fulfilled' });
    expect(lockStock).toHaveBeenCalledWith(db, [uuid(1)]);
    expect(query['updateTable']).toHaveBeenCalledWith('stock');
    expect(appendEvent).toHaveBeenCalledWith(
      db,
      context,
      expect.objectContaining({ payload: expect.objectContaining({ items }) }),
    );
  });
});

describe('releaseStock', () => {
  it('locks the products and gives them back', async () => {
    const { db, query } = mockDb([{ product_id: uuid(1) }]);

    await releaseStock(db, uuid(5));

    expect(lockStock).toHaveBeenCalledWith(db, [uuid(1)]);
    expect(query['set']).toHaveBeenCalledOnce();
  });
});

describe('releaseCoupon', () => {
  it('gives the use back', async () => {
    const { db, query } = mockDb();

    await releaseCoupon(db, { coupon_id: uuid(4), customer_id: uuid(3) });

    expect(query['updateTable']?.mock.calls).toEqual([['coupons'], ['coupon_customers']]);
    expect(query['set']).toHaveBeenCalledWith({ times_used: 'times_used - 1' });
  });

  it('does nothing without a coupon', async () => {
    const { db, query } = mockDb();

    await releaseCoupon(db, { coupon_id: null, customer_id: uuid(3) });

    expect(query['updateTable']).not.toHaveBeenCalled();
  });
});

import { beforeEach, describe, expect, it, vi } from 'vitest';
import { lockOrder } from '#api/db/locks.ts';
import { findOrder } from '#api/orders/find-order.ts';
import { loadOrders } from '#api/orders/load-orders.ts';
import { lockVisibleOrder } from '#api/orders/lock-visible-order.ts';
import { backOffice, customer } from '../support/context.ts';
import { mockDb } from '../support/mock-db.ts';
import { order, orderLine, uuid } from '../support/rows.ts';

// Mocks are what this exhibit is about: proof/README.md.
vi.mock('#api/db/locks.ts');

describe('findOrder', () => {
  it('returns the order of the customer', async () => {
    const { db, query } = mockDb(order());

    await expect(findOrder(db, customer, uuid(5))).resolves.toEqual(order());
    expect(query['where']).toHaveBeenCalledWith('customer_id', '=', uuid(3));
  });

  it('does not filter by customer for the back office', async () => {
    const { db, query } = mockDb(order());

    await findOrder(db, backOffice, uuid(5));

    expect(query['where']).not.toHaveBeenCalledWith('customer_id', '=', expect.anything());
  });

  it('throws order-not-found', async () => {
    await expect(findOrder(mockDb(undefined).db, customer, uuid(5))).rejects.toMatchObject({
      slug: 'order-not-found',
    });
  });
});

describe('lockVisibleOrder', () => {
  const { db } = mockDb();

  beforeEach(() => {
    vi.mocked(lockOrder).mockResolvedValue(order());
  });

  it.each([customer, backOffice])('returns the order for a $kind', async (principal) => {
    await expect(lockVisibleOrder(db, principal, uuid(5))).resolves.toEqual(order());
  });

  it('throws order-not-found for somebody else', async () => {
    vi.mocked(lockOrder).mockResolvedValue(order({ customer_id: uuid(77) }));

    await expect(lockVisibleOrder(db, customer, uuid(5))).rejects.toMatchObject({ slug: 'order-not-found' });
  });

  it('throws order-not-found when there is none', async () => {
    vi.mocked(lockOrder).mockResolvedValue(undefined);

    await expect(lockVisibleOrder(db, backOffice, uuid(5))).rejects.toMatchObject({
      slug: 'order-not-found',
    });
  });
});

describe('loadOrders', () => {
  it('asks nothing without orders', async () => {
    await expect(loadOrders(mockDb().db, [])).resolves.toEqual([]);
  });

  it('joins lines, payment and shipment', async () => {
    const { db } = mockDb(
      [orderLine()],
      [{ id: uuid(6), order_id: uuid(5), status: 'authorized' }],
      [{ id: uuid(9), order_id: uuid(5) }],
    );

    await expect(loadOrders(db, [order()])).resolves.toEqual([
      {
        order: order(),
        lines: [orderLine()],
        couponCode: null,
        payment: { id: uuid(6), status: 'authorized' },
        shipmentId: uuid(9),
      },
    ]);
  });

  it('reads the coupon codes', async () => {
    const { db } = mockDb([], [{ id: uuid(4), code: 'SPRING' }], [], []);

    await expect(loadOrders(db, [order({ coupon_id: uuid(4) })])).resolves.toMatchObject([
      { lines: [], couponCode: 'SPRING', payment: null, shipmentId: null },
    ]);
  });

  it('prefers the live payment to one that failed later', async () => {
    const live = { id: uuid(6), order_id: uuid(5), status: 'authorized' };
    const failed = { id: uuid(66), order_id: uuid(5), status: 'failed' };
    const { db } = mockDb([], [live, failed], []);

    await expect(loadOrders(db, [order()])).resolves.toMatchObject([{ payment: { id: uuid(6) } }]);
  });
});

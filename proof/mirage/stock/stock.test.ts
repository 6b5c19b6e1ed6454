import { beforeEach, describe, expect, it, vi } from 'vitest';
import { lockStock } from '#api/db/locks.ts';
import { applyCounts } from '#api/stock/apply-counts.ts';
import { refuseOldCounts } from '#api/stock/refuse-old-counts.ts';
import { syncStock } from '#api/stock/sync-stock.ts';
import { unsentSales } from '#api/stock/unsent-sales.ts';
import { mockContext } from '../support/context.ts';
import { mockDb } from '../support/mock-db.ts';
import { NOW, uuid } from '../support/rows.ts';

// Mocks are what this exhibit is about: proof/README.md.
vi.mock('#api/db/locks.ts');

const row = { product_id: uuid(1), on_hand: 10, reserved: 2, synced_at: null };

beforeEach(() => {
  vi.mocked(lockStock).mockResolvedValue([row]);
});

describe('unsentSales', () => {
  it('maps units by product', async () => {
    const { db } = mockDb([{ product_id: uuid(1), quantity: 3 }]);

    await expect(unsentSales(db, NOW)).resolves.toEqual(new Map([[uuid(1), 3]]));
  });
});

describe('applyCounts', () => {
  it('sets what is on hand', async () => {
    const { context, query } = mockContext({}, []);

    await applyCounts(context, NOW, [{ productId: uuid(1), units: 7 }]);

    expect(lockStock).toHaveBeenCalledWith(expect.anything(), [uuid(1)]);
    expect(query['updateTable']).toHaveBeenCalledWith('stock');
    expect(context.logger.warn).not.toHaveBeenCalled();
  });

  it('reports a count below what is reserved', async () => {
    const { context } = mockContext({}, [{ product_id: uuid(1), quantity: 6 }]);

    await applyCounts(context, NOW, [{ productId: uuid(1), units: 7 }]);

    expect(context.metrics.stockDiscrepancies.inc).toHaveBeenCalledOnce();
    expect(context.logger.warn).toHaveBeenCalledWith(
      { productId: uuid(1), left: 1, reserved: 2 },
      expect.any(String),
    );
  });

  it('keeps a product that the service has no count for', async () => {
    const { context } = mockContext({}, []);

    await applyCounts(context, NOW, [{ productId: uuid(1), units: null }]);

    expect(context.metrics.stockDiscrepancies.inc).not.toHaveBeenCalled();
  });
});

describe('syncStock', () => {
  it('asks for each page of products and counts what it synced', async () => {
    const products = [
      { id: uuid(1), reference: 'sq-mug' },
      { id: uuid(2), reference: 'sq-cup' },
    ];
    const { context, query } = mockContext({}, products, [], undefined, []);
    context.gateways.inventory.countsInStock.mockResolvedValue(new Map([['sq-mug', 7]]));

    await expect(syncStock(context)).resolves.toBe(1);
    expect(context.gateways.inventory.countsInStock).toHaveBeenCalledExactlyOnceWith(['sq-mug', 'sq-cup']);
    expect(query['where']).toHaveBeenCalledWith('id', '>', uuid(2));
  });
});

describe('refuseOldCounts', () => {
  const { context } = mockContext();

  it.each([null, NOW])('accepts stock synced at %s', (synced_at) => {
    expect(() => refuseOldCounts(context, [{ ...row, synced_at }])).not.toThrow();
  });

  it('throws dependency-unavailable for an old count', () => {
    expect(() => refuseOldCounts(context, [{ ...row, synced_at: new Date(0) }])).toThrow(uuid(1));
  });
});

import { beforeEach, describe, expect, it, vi } from 'vitest';
import { loadOrders, type OrderView } from '#api/orders/load-orders.ts';
import { orderBody, orderReply } from '#api/orders/order-body.ts';
import { mockDb } from '../support/mock-db.ts';
import { LATER, NOW, order, orderLine, uuid } from '../support/rows.ts';

// Mocks are what this exhibit is about: proof/README.md.
vi.mock('#api/orders/load-orders.ts');

const view = (overrides: Partial<OrderView> = {}): OrderView => ({
  order: order(),
  lines: [orderLine()],
  couponCode: null,
  payment: null,
  shipmentId: null,
  ...overrides,
});
const eur = (amount: number) => ({ amount, currency: 'EUR' });

describe('orderBody', () => {
  it('shows lines, shipping and totals', () => {
    expect(orderBody(view())).toMatchObject({
      id: uuid(5),
      status: 'pending_payment',
      lines: [{ sku: 'MUG-1', quantity: 2, net: eur(1681), tax: eur(319), gross: eur(2000) }],
      shipping: { carrier: 'DHL', service: 'Paket', net: eur(420), tax: eur(80), gross: eur(500) },
      totals: {
        subtotal: eur(2000),
        shipping: eur(500),
        net: eur(2101),
        tax: eur(399),
        total: eur(2500),
        taxes: [{ rateBasisPoints: 1900, net: eur(2101), tax: eur(399), gross: eur(2500) }],
      },
      expiresAt: LATER.toISOString(),
      confirmedAt: null,
    });
  });

  it('shows shipping without tax when prices are exclusive', () => {
    const body = orderBody(view({ order: order({ tax_mode: 'exclusive' }) }));

    expect(body.totals.shipping).toEqual(eur(420));
  });

  it('groups taxes by rate, highest first', () => {
    const lines = [orderLine({ rate_basis_points: 700, net_minor: 1869, tax_minor: 131 })];

    expect(orderBody(view({ lines })).totals.taxes.map((tax) => tax.rateBasisPoints)).toEqual([1900, 700]);
  });

  it('shows payment, shipment and moments', () => {
    const moments = { confirmed_at: NOW, fulfilled_at: NOW, cancelled_at: NOW };
    const payment = { id: uuid(6), status: 'authorized' as const };

    expect(orderBody(view({ order: order(moments), payment, shipmentId: uuid(9) }))).toMatchObject({
      payment,
      shipmentId: uuid(9),
      confirmedAt: NOW.toISOString(),
      fulfilledAt: NOW.toISOString(),
      cancelledAt: NOW.toISOString(),
    });
  });
});

describe('orderReply', () => {
  const { db } = mockDb();

  beforeEach(() => {
    vi.mocked(loadOrders).mockResolvedValue([view()]);
  });

  it('has an ETag of the version', async () => {
    const { headers } = await orderReply(db, order());

    expect(headers.ETag).toMatch(/^"1-/);
  });

  it('throws when the order cannot be loaded', async () => {
    vi.mocked(loadOrders).mockResolvedValue([]);

    await expect(orderReply(db, order())).rejects.toThrow('could not be shown');
  });
});

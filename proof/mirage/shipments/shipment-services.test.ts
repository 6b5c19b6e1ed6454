import { beforeEach, describe, expect, it, vi } from 'vitest';
import { lockOrder, lockShipment } from '#api/db/locks.ts';
import { postLedger } from '#api/ledger/post-transaction.ts';
import { fulfilOrder } from '#api/orders/fulfil-order.ts';
import { appendEvent } from '#api/outbox/append-event.ts';
import { applyTracking } from '#api/shipments/apply-tracking.ts';
import { failShipment } from '#api/shipments/fail-shipment.ts';
import { purchaseLabel } from '#api/shipments/purchase-label.ts';
import { recordLabel } from '#api/shipments/record-label.ts';
import { requestShipment } from '#api/shipments/request-shipment.ts';
import { settleShipment } from '#api/shipments/settle-shipment.ts';
import { sweepShipments } from '#api/shipments/sweep-shipments.ts';
import { mockContext } from '../support/context.ts';
import { mockDb } from '../support/mock-db.ts';
import { gatewayError, label } from '../support/provider.ts';
import { NOW, order, shipment, uuid } from '../support/rows.ts';

// Mocks are what this exhibit is about: proof/README.md.
vi.mock('#api/db/locks.ts');
vi.mock('#api/ledger/post-transaction.ts');
vi.mock('#api/orders/fulfil-order.ts');
vi.mock('#api/outbox/append-event.ts');

const { context: deps } = mockContext();

beforeEach(() => {
  vi.mocked(lockOrder).mockResolvedValue(order({ status: 'confirmed' }));
  vi.mocked(lockShipment).mockResolvedValue(undefined);
});

describe('requestShipment', () => {
  const request = { orderId: uuid(5), shipmentId: uuid(9), customerId: null };

  it('writes the shipment down before the carrier is asked', async () => {
    const { context, query } = mockContext({}, undefined, shipment());

    await expect(requestShipment(context, request)).resolves.toEqual({
      shipment: shipment(),
      resumed: false,
    });
    expect(query['values']).toHaveBeenCalledWith(
      expect.objectContaining({ id: uuid(9), quote_reference: 'shp_1', status: 'purchasing' }),
    );
    expect(appendEvent).toHaveBeenCalledWith(
      expect.anything(),
      context,
      expect.objectContaining({ type: 'shipment.requested' }),
    );
  });

  it('resumes one that was requested before', async () => {
    vi.mocked(lockShipment).mockResolvedValue(shipment());

    await expect(requestShipment(deps, request)).resolves.toEqual({ shipment: shipment(), resumed: true });
  });

  it.each([
    { name: 'there is none', row: undefined, customerId: null },
    { name: "it is somebody else's", row: order(), customerId: uuid(77) },
  ])('throws order-not-found when $name', async ({ row, customerId }) => {
    vi.mocked(lockOrder).mockResolvedValue(row);

    await expect(requestShipment(deps, { ...request, customerId })).rejects.toMatchObject({
      slug: 'order-not-found',
    });
  });

  it('refuses an order that is not confirmed', async () => {
    vi.mocked(lockOrder).mockResolvedValue(order());

    await expect(requestShipment(deps, request)).rejects.toMatchObject({ slug: 'invalid-state-transition' });
  });

  it('refuses while another label is bought', async () => {
    const { context } = mockContext({}, { id: uuid(90) });

    await expect(requestShipment(context, request)).rejects.toThrow(uuid(90));
  });
});

describe('purchaseLabel', () => {
  const request = { shipment: shipment(), resumed: false };

  it('buys the chosen rate', async () => {
    const { context } = mockContext();
    context.gateways.shipping.buy.mockResolvedValue(label());

    await expect(purchaseLabel(context, request)).resolves.toEqual({ outcome: 'bought', label: label() });
    expect(context.gateways.shipping.buy).toHaveBeenCalledWith({
      shipmentReference: 'shp_1',
      rateReference: 'rate_1',
    });
  });

  it.each([
    { failure: 'rejected', outcome: 'refused' },
    { failure: 'unknown', outcome: 'open' },
  ] as const)('is $outcome when the carrier is $failure', async ({ failure, outcome }) => {
    const { context } = mockContext();
    context.gateways.shipping.buy.mockRejectedValue(gatewayError(failure));

    await expect(purchaseLabel(context, request)).resolves.toEqual({ outcome });
  });

  it('fails the shipment when the carrier is unavailable', async () => {
    const { context, query } = mockContext({}, shipment({ status: 'failed' }));
    context.gateways.shipping.buy.mockRejectedValue(gatewayError('unavailable'));

    await expect(purchaseLabel(context, request)).rejects.toMatchObject({ failure: 'unavailable' });
    expect(query['set']).toHaveBeenCalledWith(expect.objectContaining({ status: 'failed' }));
  });

  it('stays open when an earlier attempt may have bought it', async () => {
    const { context } = mockContext();
    context.gateways.shipping.buy.mockRejectedValue(gatewayError('unavailable'));

    await expect(purchaseLabel(context, { ...request, resumed: true })).resolves.toEqual({ outcome: 'open' });
  });
});

describe('failShipment', () => {
  it('reports a shipment that failed', async () => {
    const { db } = mockDb(shipment({ status: 'failed' }));

    await expect(failShipment(db, deps, uuid(9))).resolves.toMatchObject({ status: 'failed' });
    expect(appendEvent).toHaveBeenCalledOnce();
  });

  it('does nothing when its outcome is recorded', async () => {
    await expect(failShipment(mockDb(undefined).db, deps, uuid(9))).resolves.toBeUndefined();
    expect(appendEvent).not.toHaveBeenCalled();
  });
});

describe('recordLabel', () => {
  it('writes the label, books its cost and fulfils the order', async () => {
    const { db, query } = mockDb(shipment({ status: 'purchased' }));

    await recordLabel(db, deps, shipment(), label());

    expect(query['set']).toHaveBeenCalledWith(
      expect.objectContaining({ status: 'purchased', tracking_code: 'EZ1000000001', cost_minor: 500 }),
    );
    expect(postLedger).toHaveBeenCalledWith(
      db,
      deps,
      expect.objectContaining({
        kind: 'label',
        currency: 'USD',
        entries: [
          { account: 'shipping_expense', amountMinor: 500 },
          { account: 'carrier_payable', amountMinor: -500 },
        ],
      }),
    );
    expect(fulfilOrder).toHaveBeenCalledWith(db, deps, uuid(5));
  });

  it('does nothing when it was recorded before', async () => {
    await recordLabel(mockDb(undefined).db, deps, shipment(), label());

    expect(postLedger).not.toHaveBeenCalled();
  });
});

describe('applyTracking', () => {
  const update = { eventId: 'evt_1', status: 'in_transit', occurredAt: NOW } as const;

  it('moves the shipment forward', async () => {
    vi.mocked(lockShipment).mockResolvedValue(shipment({ status: 'purchased' }));
    const { db, query } = mockDb(undefined, shipment({ status: 'in_transit' }));

    await applyTracking(db, deps, uuid(9), update);

    expect(query['values']).toHaveBeenCalledWith({
      shipment_id: uuid(9),
      event_id: 'evt_1',
      status: 'in_transit',
      occurred_at: NOW,
    });
    expect(query['set']).toHaveBeenCalledWith(expect.objectContaining({ status: 'in_transit' }));
  });

  it('never moves it back', async () => {
    vi.mocked(lockShipment).mockResolvedValue(shipment({ status: 'delivered' }));
    const { db, query } = mockDb(undefined, shipment({ status: 'delivered' }));

    await applyTracking(db, deps, uuid(9), update);

    expect(query['set']).toHaveBeenCalledWith(expect.objectContaining({ status: 'delivered' }));
  });

  it('does nothing without a shipment', async () => {
    const { db, query } = mockDb();

    await applyTracking(db, deps, uuid(9), update);

    expect(query['insertInto']).not.toHaveBeenCalled();
  });
});

describe('settleShipment', () => {
  it('records the label that the carrier shows', async () => {
    const { context } = mockContext({}, shipment({ status: 'purchased' }));
    context.gateways.shipping.findLabel.mockResolvedValue(label());

    await settleShipment(context, shipment());

    expect(fulfilOrder).toHaveBeenCalledOnce();
  });

  it('fails the shipment without a label', async () => {
    const { context, query } = mockContext({}, shipment({ status: 'failed' }));
    context.gateways.shipping.findLabel.mockResolvedValue(null);

    await settleShipment(context, shipment());

    expect(query['set']).toHaveBeenCalledWith(expect.objectContaining({ status: 'failed' }));
  });
});

describe('sweepShipments', () => {
  it('goes on after one that cannot be settled', async () => {
    const { context } = mockContext(
      {},
      [shipment(), shipment({ id: uuid(91) })],
      shipment({ status: 'purchased' }),
    );
    context.gateways.shipping.findLabel.mockRejectedValueOnce(gatewayError('unavailable'));
    context.gateways.shipping.findLabel.mockResolvedValueOnce(label());

    await expect(sweepShipments(context)).resolves.toBe(2);
    expect(context.logger.warn).toHaveBeenCalledOnce();
    expect(fulfilOrder).toHaveBeenCalledOnce();
  });
});

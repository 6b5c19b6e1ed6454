import { beforeEach, describe, expect, it, vi } from 'vitest';
import { buyLabel } from '#api/shipments/buy-label.ts';
import { failShipment } from '#api/shipments/fail-shipment.ts';
import { purchaseLabel } from '#api/shipments/purchase-label.ts';
import { readShipment } from '#api/shipments/read-shipment.ts';
import { recordLabel } from '#api/shipments/record-label.ts';
import { requestShipment } from '#api/shipments/request-shipment.ts';
import { backOffice, mockContext } from '../support/context.ts';
import { label } from '../support/provider.ts';
import { handle } from '../support/requests.ts';
import { NOW, shipment, uuid } from '../support/rows.ts';

// Mocks are what this exhibit is about: proof/README.md.
vi.mock('#api/shipments/fail-shipment.ts');
vi.mock('#api/shipments/purchase-label.ts');
vi.mock('#api/shipments/record-label.ts');
vi.mock('#api/shipments/request-shipment.ts');

const bought = shipment({
  status: 'purchased',
  label_url: 'https://easypost.example/label.png',
  tracking_code: 'EZ1',
  cost_minor: 500,
  cost_currency: 'USD',
});

describe('buyLabel', () => {
  const params = { orderId: uuid(5) };

  beforeEach(() => {
    vi.mocked(requestShipment).mockResolvedValue({ shipment: shipment(), resumed: false });
    vi.mocked(purchaseLabel).mockResolvedValue({ outcome: 'bought', label: label() });
  });

  it('buys and records the label', async () => {
    const { context } = mockContext({ principal: backOffice, resourceId: uuid(9) }, bought, []);

    await expect(handle(buyLabel, { params, body: {} }, context)).resolves.toMatchObject({
      status: 201,
      headers: { Location: `/v1/shipments/${uuid(9)}` },
      body: { status: 'purchased', trackingCode: 'EZ1', cost: { amount: 500, currency: 'USD' } },
    });
    expect(requestShipment).toHaveBeenCalledWith(context, {
      orderId: uuid(5),
      shipmentId: uuid(9),
      customerId: null,
    });
    expect(recordLabel).toHaveBeenCalledWith(expect.anything(), context, shipment(), label());
  });

  it('answers 202 while the outcome is open', async () => {
    vi.mocked(purchaseLabel).mockResolvedValue({ outcome: 'open' });
    const { context } = mockContext({ principal: backOffice }, shipment(), []);

    await expect(handle(buyLabel, { params, body: {} }, context)).resolves.toMatchObject({
      status: 202,
      body: { cost: null },
    });
  });

  it('refuses with label-refused', async () => {
    vi.mocked(purchaseLabel).mockResolvedValue({ outcome: 'refused' });
    const { context } = mockContext({ principal: backOffice }, shipment({ status: 'failed' }));

    await expect(handle(buyLabel, { params, body: {} }, context)).resolves.toMatchObject({
      problem: { slug: 'label-refused' },
    });
    expect(failShipment).toHaveBeenCalledOnce();
  });

  it('does not buy a second label', async () => {
    vi.mocked(requestShipment).mockResolvedValue({ shipment: bought, resumed: true });
    const { context } = mockContext({ principal: backOffice }, bought, []);

    await handle(buyLabel, { params, body: {} }, context);

    expect(purchaseLabel).not.toHaveBeenCalled();
  });
});

describe('readShipment', () => {
  const params = { shipmentId: uuid(9) };

  it('shows the customer where it is, but not what it cost', async () => {
    const { context, query } = mockContext({}, bought, [{ status: 'in_transit', occurred_at: NOW }]);

    const { body } = await handle(readShipment, { params }, context);

    expect(body).toMatchObject({ updates: [{ status: 'in_transit', occurredAt: NOW.toISOString() }] });
    expect(body).not.toHaveProperty('cost');
    expect(query['where']).toHaveBeenCalledWith('orders.customer_id', '=', uuid(3));
  });

  it('throws shipment-not-found', async () => {
    const { context } = mockContext({ principal: backOffice }, undefined);

    await expect(handle(readShipment, { params }, context)).rejects.toMatchObject({
      slug: 'shipment-not-found',
    });
  });
});

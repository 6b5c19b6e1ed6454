import { beforeEach, describe, expect, it, vi } from 'vitest';
import { applyTracking } from '#api/shipments/apply-tracking.ts';
import { receiveTrackerUpdate } from '#api/shipments/receive-tracker-update.ts';
import { recordLabel } from '#api/shipments/record-label.ts';
import { receiveOnce } from '#api/webhooks/receive-once.ts';
import { mockContext } from '../support/context.ts';
import { label } from '../support/provider.ts';
import { NOW, shipment, uuid } from '../support/rows.ts';

// Mocks are what this exhibit is about: proof/README.md.
vi.mock('#api/shipments/apply-tracking.ts');
vi.mock('#api/shipments/record-label.ts');
vi.mock('#api/webhooks/receive-once.ts');

const update = {
  id: 'evt_1',
  type: 'tracker.updated',
  occurredAt: NOW,
  trackerReference: 'trk_1',
  shipmentReference: 'shp_1',
  status: 'delivered',
} as const;

describe('receiveTrackerUpdate', () => {
  beforeEach(() => {
    vi.mocked(receiveOnce).mockResolvedValue(true);
  });

  it('applies the update', async () => {
    const { context } = mockContext({}, shipment({ status: 'purchased' }));

    await receiveTrackerUpdate(context, update);

    expect(applyTracking).toHaveBeenCalledWith(
      expect.anything(),
      context,
      uuid(9),
      expect.objectContaining({ eventId: 'evt_1', status: 'delivered' }),
    );
  });

  it('applies it once', async () => {
    vi.mocked(receiveOnce).mockResolvedValue(false);
    const { context } = mockContext({}, shipment({ status: 'purchased' }));

    await receiveTrackerUpdate(context, update);

    expect(applyTracking).not.toHaveBeenCalled();
  });

  it('records a label first that was not recorded yet', async () => {
    const { context } = mockContext({}, shipment());
    context.gateways.shipping.findLabel.mockResolvedValue(label());

    await receiveTrackerUpdate(context, update);

    expect(recordLabel).toHaveBeenCalledBefore(vi.mocked(applyTracking));
  });

  it('asks for the event again when the label is not shown', async () => {
    const { context } = mockContext({}, shipment());
    context.gateways.shipping.findLabel.mockResolvedValue(null);

    await expect(receiveTrackerUpdate(context, update)).rejects.toMatchObject({ failure: 'unavailable' });
  });

  it.each([
    { name: 'no shipment', row: undefined, given: { ...update, shipmentReference: null } },
    { name: 'no status', row: shipment(), given: { ...update, status: null } },
  ])('ignores an update with $name', async ({ row, given }) => {
    const { context } = mockContext({}, row);

    await receiveTrackerUpdate(context, given);

    expect(receiveOnce).not.toHaveBeenCalled();
  });
});

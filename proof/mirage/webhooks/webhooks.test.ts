import { createHmac } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { receivePaymentEvent } from '#api/payments/receive-payment-event.ts';
import { receiveRefundEvent } from '#api/payments/receive-refund-event.ts';
import { receiveTrackerUpdate } from '#api/shipments/receive-tracker-update.ts';
import { receiveEasypostEvent } from '#api/webhooks/receive-easypost-event.ts';
import { receiveOnce } from '#api/webhooks/receive-once.ts';
import { receiveStripeEvent } from '#api/webhooks/receive-stripe-event.ts';
import { wasReceived } from '#api/webhooks/was-received.ts';
import { mockContext } from '../support/context.ts';
import { mockDb } from '../support/mock-db.ts';
import { handle } from '../support/requests.ts';
import { NOW } from '../support/rows.ts';

// Mocks are what this exhibit is about: proof/README.md.
vi.mock('#api/payments/receive-payment-event.ts');
vi.mock('#api/payments/receive-refund-event.ts');
vi.mock('#api/shipments/receive-tracker-update.ts');

const { context } = mockContext();
const seconds = NOW.getTime() / 1000;

const stripeEvent = (object: Record<string, unknown>) =>
  JSON.stringify({ object: 'event', id: 'evt_1', type: 'test', created: seconds, data: { object } });

const signedByStripe = (body: string) => {
  const signature = createHmac('sha256', 'whsec_1').update(`${seconds}.${body}`).digest('hex');
  return { rawBody: Buffer.from(body), headers: { 'stripe-signature': `t=${seconds},v1=${signature}` } };
};

const signedByEasypost = (body: string) => {
  const signature = createHmac('sha256', 'easypost-secret').update(body).digest('hex');
  return { rawBody: Buffer.from(body), headers: { 'x-hmac-signature': `hmac-sha256-hex=${signature}` } };
};

describe('receiveStripeEvent', () => {
  it.each([
    { object: 'payment_intent', receive: receivePaymentEvent },
    { object: 'refund', receive: receiveRefundEvent },
  ])('hands on an event of a $object', async ({ object, receive }) => {
    const request = signedByStripe(stripeEvent({ object, id: 'x_1', metadata: { payment_id: 'p' } }));

    await expect(handle(receiveStripeEvent, request, context)).resolves.toEqual({ status: 204 });
    expect(receive).toHaveBeenCalledWith(context, expect.objectContaining({ id: 'evt_1', objectId: 'x_1' }));
  });

  it('accepts other events', async () => {
    const request = signedByStripe(stripeEvent({ object: 'customer' }));

    await expect(handle(receiveStripeEvent, request, context)).resolves.toEqual({ status: 204 });
    expect(receivePaymentEvent).not.toHaveBeenCalled();
  });

  it.each(['', 't=1,v1=00', `t=${seconds}`, `t=${seconds},v1=00`])(
    'refuses the signature "%s"',
    async (header) => {
      const { rawBody } = signedByStripe(stripeEvent({ object: 'refund' }));

      await expect(
        handle(receiveStripeEvent, { rawBody, headers: { 'stripe-signature': header } }, context),
      ).rejects.toMatchObject({ slug: 'webhook-signature-invalid' });
    },
  );

  it.each(['{', '{"object":"event"}'])('refuses the body %s', async (body) => {
    await expect(handle(receiveStripeEvent, signedByStripe(body), context)).rejects.toMatchObject({
      slug: 'malformed-request',
    });
  });
});

describe('receiveEasypostEvent', () => {
  const tracker = {
    object: 'Event',
    id: 'evt_1',
    description: 'tracker.updated',
    created_at: '2026-03-02T09:00:00Z',
    result: { id: 'trk_1', shipment_id: 'shp_1', status: 'delivered' },
  };

  it('hands on a tracker update', async () => {
    const request = signedByEasypost(JSON.stringify(tracker));

    await expect(handle(receiveEasypostEvent, request, context)).resolves.toEqual({ status: 204 });
    expect(receiveTrackerUpdate).toHaveBeenCalledWith(
      context,
      expect.objectContaining({ trackerReference: 'trk_1', shipmentReference: 'shp_1', status: 'delivered' }),
    );
  });

  it('accepts other events', async () => {
    const other = JSON.stringify({ object: 'Event', id: 'evt_2', description: 'batch.created' });

    await expect(handle(receiveEasypostEvent, signedByEasypost(other), context)).resolves.toEqual({
      status: 204,
    });
    expect(receiveTrackerUpdate).not.toHaveBeenCalled();
  });

  it('refuses a wrong signature', async () => {
    const { rawBody } = signedByEasypost('{}');

    await expect(handle(receiveEasypostEvent, { rawBody }, context)).rejects.toMatchObject({
      slug: 'webhook-signature-invalid',
    });
  });

  it.each(['{', '{}'])('refuses the body %s', async (body) => {
    await expect(handle(receiveEasypostEvent, signedByEasypost(body), context)).rejects.toMatchObject({
      slug: 'malformed-request',
    });
  });
});

describe('inbox', () => {
  const event = { provider: 'stripe', id: 'evt_1', type: 'test' };

  it.each([
    { rows: 1n, expected: true },
    { rows: 0n, expected: false },
  ])('receiveOnce is $expected when $rows rows are inserted', async ({ rows, expected }) => {
    const { db } = mockDb({ numInsertedOrUpdatedRows: rows });

    await expect(receiveOnce(db, context, event)).resolves.toBe(expected);
  });

  it.each([
    { row: { event_id: 'evt_1' }, expected: true },
    { row: undefined, expected: false },
  ])('wasReceived is $expected', async ({ row, expected }) => {
    await expect(wasReceived(mockDb(row).db, event)).resolves.toBe(expected);
  });
});

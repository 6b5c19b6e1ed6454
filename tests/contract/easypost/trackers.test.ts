import { describe, expect } from 'vitest';
import { startWebhookReceiver } from '../webhook-receiver.ts';
import { test as base } from '../target/test-at-target.ts';
import { bought, easypostAt, trackerStatus } from './easypost-client.ts';

/** Secrets are normalised before they sign: this one has a ligature and an umlaut. */
const secret = 'geheim-ﬁsch-ü';

const test = base.extend('receiver', async ({ fakes }, { onCleanup }) => {
  const receiver = await startWebhookReceiver();
  await fakes.control.setWebhookTarget('easypost', { url: receiver.url, secrets: [secret] });
  onCleanup(async () => {
    await fakes.control.setWebhookTarget('easypost', null);
    await receiver.stop();
  });
  return receiver;
});

describe('trackers', () => {
  test.for([
    ['EZ1000000001', 'pre_transit'],
    ['EZ2000000002', 'in_transit'],
    ['EZ3000000003', 'out_for_delivery'],
    ['EZ4000000004', 'delivered'],
    ['EZ5000000005', 'return_to_sender'],
    ['EZ6000000006', 'failure'],
    ['EZ7000000007', 'unknown'],
  ] as const)('the test code %s is %s', async ([code, status], { target }) => {
    const { Tracker } = easypostAt(target);
    const { id } = await Tracker.create({ tracking_code: code, carrier: 'USPS' });
    expect(await Tracker.retrieve(id)).toMatchObject({ tracking_code: code, status, carrier: 'USPS' });
  });

  test('a code that is tracked already answers with its tracker', async ({ target }) => {
    const client = easypostAt(target);
    const { tracker } = await bought(client);
    const { id } = await client.Tracker.create({ tracking_code: tracker.tracking_code });
    expect(id).toBe(tracker.id);
  });

  test(
    'what the carrier reports shows on the tracker and on its shipment',
    { tags: 'fake-only' },
    async ({ fakes }) => {
      const client = easypostAt(fakes);
      const { id, tracking_code } = await bought(client);
      await trackerStatus(fakes, tracking_code, 'in_transit');
      await trackerStatus(fakes, tracking_code, 'delivered');
      expect(await client.Shipment.retrieve(id)).toMatchObject({
        status: 'delivered',
        tracker: {
          status: 'delivered',
          signed_by: 'RECIPIENT',
          tracking_details: [{ status: 'in_transit' }, { status: 'delivered', message: 'Delivered' }],
        },
      });
    },
  );

  test('the carrier cannot report on a code that nobody has', { tags: 'fake-only' }, async ({ fakes }) => {
    await expect(trackerStatus(fakes, '1Z999', 'delivered')).rejects.toThrow(
      /No tracker has the code '1Z999'/,
    );
  });
});

describe('webhooks', () => {
  test(
    'a change of status is pushed, and the SDK accepts its signature',
    { tags: 'fake-only' },
    async ({ fakes, receiver }) => {
      const client = easypostAt(fakes);
      const { tracker } = await bought(client);
      await trackerStatus(fakes, tracker.tracking_code, 'delivered');
      const deliveries = await fakes.control.flushWebhooks({ only: ['tracker.updated'] });
      expect(deliveries).toMatchObject([{ provider: 'easypost', type: 'tracker.updated', status: 204 }]);

      const [webhook] = receiver.received;
      const event = client.Utils.validateWebhook(
        webhook?.body ?? Buffer.alloc(0),
        webhook?.headers ?? {},
        secret,
      );
      expect(event).toMatchObject({
        object: 'Event',
        id: expect.stringMatching(/^evt_/),
        description: 'tracker.updated',
        mode: 'test',
        previous_attributes: { status: 'unknown' },
        result: { object: 'Tracker', id: tracker.id, status: 'delivered', shipment_id: tracker.shipment_id },
      });
    },
  );

  test('a new tracker is pushed as well', { tags: 'fake-only' }, async ({ fakes, receiver }) => {
    await bought(easypostAt(fakes));
    await fakes.control.flushWebhooks();
    expect(receiver.received.map(({ body }) => JSON.parse(body.toString()).description)).toEqual([
      'tracker.created',
    ]);
  });

  test(
    'a webhook that is badly signed on request is refused by the SDK',
    { tags: 'fake-only' },
    async ({ fakes, receiver }) => {
      const client = easypostAt(fakes);
      await client.Tracker.create({ tracking_code: 'EZ1000000001' });
      await fakes.control.flushWebhooks({ badSignature: true });
      const [webhook] = receiver.received;
      expect(() =>
        client.Utils.validateWebhook(webhook?.body ?? Buffer.alloc(0), webhook?.headers ?? {}, secret),
      ).toThrow('Webhook received did not originate from EasyPost or had a webhook secret mismatch.');
    },
  );
});

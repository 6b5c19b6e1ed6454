import { expect, test, type Shop } from '@topheavy/testbed';

/** Signed as it must be, so it gets as far as the database: our own payment and parcel are meant. */
const events = {
  async stripe(shop: Shop, change: object) {
    await shop.given.authorisedOrder();
    const [event = {}] = await shop.eventsOfType('payment_intent.amount_capturable_updated');
    return () => shop.stripeSends({ ...event, ...change });
  },
  async easypost(shop: Shop, change: object) {
    await shop.carrierReports(await shop.given.shippedOrder(), 'in_transit');
    const [event = {}] = await shop.eventsOfType('tracker.updated');
    return () => shop.easypostSends({ ...event, ...change });
  },
} as const;

/** What no column or index can hold was once answered with 500, so that the provider would send it again for ever. */
test.for([
  ['stripe', 'an id with NUL', { id: 'evt_\0' }],
  ['stripe', 'an id of half a character', { id: 'evt_\ud800' }],
  ['stripe', 'an id without end', { id: `evt_${'x'.repeat(9000)}` }],
  ['stripe', 'a type with NUL', { type: 'payment_intent.\0' }],
  ['stripe', 'a moment beyond the calendar', { created: Number.MAX_SAFE_INTEGER }],
  ['easypost', 'an id with NUL', { id: 'evt_\0' }],
  ['easypost', 'an id of half a character', { id: 'evt_\ud800' }],
  ['easypost', 'an id without end', { id: `evt_${'x'.repeat(9000)}` }],
  [
    'easypost',
    'a shipment with NUL',
    { result: { id: 'trk_1', shipment_id: 'shp_\0', status: 'delivered' } },
  ],
  ['easypost', 'a tracker with NUL', { result: { id: 'trk_\0', shipment_id: null, status: 'delivered' } }],
] as const)('a signed event of %s with %s is none', async ([provider, , change], { shop }) => {
  const send = await events[provider](shop, change);

  const refusal = await shop.refuses('malformed-request', send);

  expect(refusal).toMatchObject({ status: 400, detail: expect.stringMatching(/^This is not an event of/) });
});

test.for([
  ['whose object has an id with NUL', { id: 'pi_\0', object: 'payment_intent' }],
  ['about a refund with NUL', { id: 're_\0', object: 'refund' }],
  [
    'with our own id, and NUL in it',
    { id: 'pi_1', object: 'payment_intent', metadata: { payment_id: '\0' } },
  ],
] as const)('a signed event %s is of nothing that we know', async ([, object], { shop }) => {
  const send = await events.stripe(shop, { data: { object } });

  await shop.changesNothing(async () => expect(await send()).toMatchObject({ status: 204 }));
});

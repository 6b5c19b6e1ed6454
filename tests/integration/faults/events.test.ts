import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, type Shop } from '@topheavy/testbed';
import { EVENT_FAULTS } from './event-faults.ts';
import { EVENTS, type ProviderEvent } from './event.ts';

/** Everybody's account of the order. */
async function outcome(shop: Shop, order: { id: string }) {
  const [{ shipmentId, ...now }, bank, labels, announcements] = await Promise.all([
    shop.read(order),
    shop.atTheBank(order),
    shop.labelsBought(),
    shop.announcements(order),
  ]);
  return {
    order: now,
    bank,
    labels,
    parcel: shipmentId === null ? null : (await shop.readShipment({ id: shipmentId })).body,
    announced: announcements.map(({ type }) => type),
  };
}

/** The shop's call, whose answer is lost for good, or kept until the event has come. */
async function callWithoutAnswer(
  shop: Shop,
  event: ProviderEvent,
  order: Awaited<ReturnType<ProviderEvent['given']>>,
  late: boolean,
) {
  const tries = event.provider === 'easypost' ? 1 : 2;
  const fault = late ? await shop.holdAnswer(event.op) : await shop.loseAnswer(event.op, tries);
  const running = event.call(shop, order);
  if (late) await shop.untilHeld(fault);
  else await running;
  await event.afterwards?.(shop, order);
  return async () => {
    if (late) await shop.release(fault);
    return running;
  };
}

for (const event of EVENTS) {
  for (const fault of EVENT_FAULTS) {
    if (fault.unless?.(event) !== undefined) continue;

    test(`${event.type} ${fault.title} ${fault.promise}`, async ({ shop }) => {
      const order = await shop.given.situation(event.type, () => event.given(shop));
      const answer = await callWithoutAnswer(shop, event, order, fault.beforeTheAnswer ?? false);

      const answers = await fault.deliver(shop, event);
      const { status } = await answer();

      expect(status).toBeLessThan(500);
      expect([...new Set(answers.map((one) => one.status))]).toEqual(
        fault.status === null ? [] : [fault.status],
      );
      expect(await outcome(shop, order)).toMatchObject(event.done);
    });
  }
}

test('every type of event that the shop acts on is in the table', async () => {
  const fakes = path.join(import.meta.dirname, '../../../apps/fakes/src');
  const stripe = readFileSync(path.join(fakes, 'stripe/events.ts'), 'utf8');
  const types = [...stripe.matchAll(/'((?:payment_intent|refund)\.\w+)':/g)].map(([, type]) => `${type}`);

  expect(types.length).toBeGreaterThan(0);
  expect(EVENTS.map(({ type }) => type).toSorted()).toEqual([...types, 'tracker.updated'].toSorted());
});

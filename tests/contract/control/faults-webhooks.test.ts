import type { Stripe } from 'stripe';
import { describe, expect } from 'vitest';
import { takenPayment } from '../stripe/given.ts';
import { secret, test } from '../webhook-test.ts';
import { controlWays } from './control-ways.ts';
import {
  charged,
  created,
  eventOf,
  hourMs,
  on,
  readWithSdk,
  succeeded,
  trackParcel,
  typesAt,
} from './webhook-faults.ts';

describe.for(controlWays)('A fault of a webhook, $way', ({ controlOf }) => {
  test('repeats the event, and no other one', async ({ fakes, stripe, receiver }) => {
    const control = controlOf(fakes);
    await control.arm(on(charged, { times: 3 }));
    await stripe.paymentIntents.create(takenPayment());

    const deliveries = await control.flushWebhooks();

    expect(deliveries.map(({ type, status }) => [type, status])).toEqual(
      [created, charged, charged, charged, succeeded].map((type) => [type, 204]),
    );
    const copies = receiver.received.slice(1, 4).map(({ body }) => body.toString());
    expect(new Set(copies).size).toBe(1);
    expect(await control.pendingWebhooks()).toEqual([]);
    expect(await control.unfired()).toEqual([]);
  });

  for (const [title, reorder, order] of [
    ['the next one', 1, [charged, created, succeeded]],
    ['the next two', 2, [charged, succeeded, created]],
  ] as const) {
    test(`lets ${title} overtake the event`, async ({ fakes, stripe, receiver }) => {
      const control = controlOf(fakes);
      await control.arm(on(created, { reorder }));
      await stripe.paymentIntents.create(takenPayment());

      await control.flushWebhooks();

      expect(typesAt(receiver)).toEqual(order);
      expect(await control.unfired()).toEqual([]);
    });
  }

  test('keeps an event that nothing overtakes, and has not fired', async ({ fakes, stripe, receiver }) => {
    const control = controlOf(fakes);
    const fault = await control.arm(on(succeeded, { reorder: 1 }));
    await stripe.paymentIntents.create(takenPayment());

    await control.flushWebhooks();

    expect(typesAt(receiver)).toEqual([created, charged]);
    expect(await control.pendingWebhooks()).toMatchObject([{ type: succeeded, attempts: 0 }]);
    expect(await control.unfired()).toMatchObject([
      { id: fault, matched: 1, misfit: 'The event still waits to be delivered.' },
    ]);
    await control.disarm(fault);
  });

  test('lets only events of the same provider overtake', async ({ fakes, stripe, receiver }) => {
    const control = controlOf(fakes);
    await control.setWebhookTarget('easypost', { url: receiver.url, secrets: [secret] });
    await control.arm(on(created, { reorder: 1 }));
    await stripe.paymentIntents.create({ amount: 500, currency: 'eur' });
    await trackParcel(fakes);
    await control.flushWebhooks();
    const before = receiver.received.length;

    await stripe.paymentIntents.create({ amount: 600, currency: 'eur' });
    await control.flushWebhooks();

    const amounts = receiver.received
      .slice(before)
      .map((one) => (eventOf(one).data.object as Stripe.PaymentIntent).amount);
    expect([before, amounts]).toEqual([1, [600, 500]]);
    await control.setWebhookTarget('easypost', null);
  });

  test('delays the event by the virtual clock', async ({ fakes, stripe, receiver }) => {
    const control = controlOf(fakes);
    await control.arm(on(created, { delayMs: hourMs }));
    await stripe.paymentIntents.create(takenPayment());
    await control.flushWebhooks();
    const soon = typesAt(receiver);

    await control.advanceClock(hourMs);
    await control.flushWebhooks();

    expect(soon).toEqual([charged, succeeded]);
    expect(typesAt(receiver)).toEqual([charged, succeeded, created]);
  });

  test('delays it also in mode auto, where it then comes by itself', async ({ fakes, stripe, receiver }) => {
    const control = controlOf(fakes);
    await control.setWebhookMode('auto');
    await control.arm(on(created, { delayMs: hourMs }));
    await stripe.paymentIntents.create(takenPayment());
    await control.advanceClock(hourMs - 60_000);
    const before = typesAt(receiver);

    await control.advanceClock(60_000);

    expect(before).toEqual([charged, succeeded]);
    expect(typesAt(receiver)).toEqual([charged, succeeded, created]);
  });

  test('loses the event, which the API still lists', async ({ fakes, stripe, receiver }) => {
    const control = controlOf(fakes);
    await control.arm(on(succeeded, { drop: true }));
    await stripe.paymentIntents.create(takenPayment());

    await control.flushWebhooks();

    expect(typesAt(receiver)).toEqual([created, charged]);
    expect((await stripe.events.list({ type: succeeded })).data).toHaveLength(1);
    expect(await control.unfired()).toEqual([]);
  });

  for (const [signature, reason] of [
    ['bad', 'No signatures found matching the expected signature'],
    ['stale', 'Timestamp outside the tolerance zone'],
  ] as const) {
    test(`signs with a ${signature} signature once; the retry is right`, async ({
      fakes,
      stripe,
      receiver,
    }) => {
      const control = controlOf(fakes);
      await control.arm(on(succeeded, { signature }));
      await stripe.paymentIntents.create(takenPayment());
      receiver.answerWith(400);
      await control.flushWebhooks({ only: [succeeded] });

      receiver.answerWith(204);
      await control.flushWebhooks({ only: [succeeded] });

      const [wrong, right, ...rest] = receiver.received;
      if (wrong === undefined || right === undefined) throw new Error('Two deliveries were expected.');
      expect(() => readWithSdk(wrong)).toThrow(reason);
      expect(readWithSdk(right).type).toBe(succeeded);
      expect(rest).toEqual([]);
    });
  }

  test('follows the event by another body under the same id, signed as well', async ({
    fakes,
    stripe,
    receiver,
  }) => {
    const control = controlOf(fakes);
    await control.arm(on(succeeded, { body: { data: { object: { amount_received: 1 } } } }));
    const { id } = await stripe.paymentIntents.create(takenPayment());

    await control.flushWebhooks({ only: [succeeded] });

    const events = receiver.received.map((one) => readWithSdk(one));
    expect(events).toMatchObject([
      { type: succeeded, data: { object: { id, amount_received: 10_000 } } },
      { type: succeeded, data: { object: { id, amount_received: 1 } } },
    ]);
    expect(new Set(events.map((event) => event.id)).size).toBe(1);
  });
});

import type { FaultEffect, Fakes } from '@topheavy/fakes';
import { Stripe } from 'stripe';
import { describe, expect } from 'vitest';
import { takenPayment } from '../stripe/given.ts';
import type { ReceivedWebhook, WebhookReceiver } from '../webhook-receiver.ts';
import { secret, test } from '../webhook-test.ts';
import { controlWays } from './control-ways.ts';

const hourMs = 3_600_000;
const created = 'payment_intent.created';
const charged = 'charge.succeeded';
const succeeded = 'payment_intent.succeeded';

type Deliver = Omit<Extract<FaultEffect, { kind: 'deliver' }>, 'kind'>;

const on = (webhook: string, how: Deliver) =>
  ({ on: { webhook }, phase: 'after-effect', effect: { kind: 'deliver', ...how } }) as const;

const eventOf = ({ body }: ReceivedWebhook): Stripe.Event => JSON.parse(body.toString());

const typesAt = ({ received }: WebhookReceiver): string[] => received.map((one) => eventOf(one).type);

/** As a receiver reads it with Stripe's own library, which tolerates five minutes. */
const readWithSdk = ({ headers, body }: ReceivedWebhook): Stripe.Event =>
  Stripe.webhooks.constructEvent(body, String(headers['stripe-signature']), secret);

/** EasyPost tells its receiver of each new tracker. */
const trackParcel = async ({ urls }: Fakes): Promise<void> => {
  const { ok } = await fetch(`${urls.easypost}/v2/trackers`, {
    method: 'POST',
    body: JSON.stringify({ tracker: { tracking_code: 'EZ1000000001' } }),
    headers: { authorization: `Basic ${btoa('EZTK_contract:')}`, 'content-type': 'application/json' },
  });
  expect(ok).toBe(true);
};

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

  test('brings the event before the answer of the call that caused it', async ({
    fakes,
    stripe,
    receiver,
  }) => {
    const control = controlOf(fakes);
    await control.arm(on(succeeded, { early: true }));
    const held = await control.arm({
      on: { op: 'stripe.payment_intents.create' },
      phase: 'after-effect',
      effect: { kind: 'hold' },
    });
    const answer = stripe.paymentIntents.create(takenPayment());
    await control.untilHeld(held);
    const beforeAnswer = typesAt(receiver);

    await control.release(held);
    const { id } = await answer;
    await control.flushWebhooks();

    expect(beforeAnswer).toEqual([succeeded]);
    expect(eventOf(receiver.received[0] as ReceivedWebhook).data.object).toMatchObject({ id });
    expect(typesAt(receiver)).toEqual([succeeded, created, charged]);
  });

  test('that is early is tried again later where the receiver refuses it', async ({
    fakes,
    stripe,
    receiver,
  }) => {
    const control = controlOf(fakes);
    await control.setWebhookMode('auto');
    await control.arm(on(succeeded, { early: true }));
    receiver.answerWith(503);
    await stripe.paymentIntents.create(takenPayment());
    await control.advanceClock(0);
    const atFirst = typesAt(receiver);

    receiver.answerWith(204);
    await control.advanceClock(60_000);

    expect(atFirst).toEqual([succeeded, created, charged]);
    expect(typesAt(receiver).slice(3)).toEqual([created, charged, succeeded]);
    expect(await control.pendingWebhooks()).toEqual([]);
  });

  test('brings all early events itself, whatever else is delivered meanwhile', async ({
    fakes,
    stripe,
    receiver,
  }) => {
    const control = controlOf(fakes);
    await control.arm(on(created, { early: true }));
    await control.arm(on(succeeded, { early: true }));
    receiver.onceReceived(async () => {
      await control.flushWebhooks();
    });

    await stripe.paymentIntents.create(takenPayment());

    expect(typesAt(receiver)).toEqual([created, charged, succeeded]);
    expect(await control.unfired()).toEqual([]);
  });

  test('counts the events, and matches by their body', async ({ fakes, stripe, receiver }) => {
    const control = controlOf(fakes);
    const drop = on(created, { drop: true });
    await control.arm({ ...drop, nth: 2 });
    await control.arm({
      ...drop,
      on: { webhook: created, match: { body: { data: { object: { amount: 900 } } } } },
    });
    for (const amount of [500, 600, 700, 900]) {
      await stripe.paymentIntents.create({ amount, currency: 'eur' });
    }

    await control.flushWebhooks();

    const amounts = receiver.received.map((one) => (eventOf(one).data.object as Stripe.PaymentIntent).amount);
    expect(amounts).toEqual([500, 700]);
    expect(await control.unfired()).toEqual([]);
  });

  test('that never fired is told with the reason', async ({ fakes, stripe, receiver }) => {
    const control = controlOf(fakes);
    const faults = [
      await control.arm({ id: 'misspelt', ...on('payment_intent.suceeded', { drop: true }) }),
      await control.arm({ id: 'not delivered', ...on(charged, { times: 2 }) }),
      await control.arm({ id: 'one too many', ...on(charged, { times: 3 }) }),
      await control.arm({ id: 'the same body', ...on(created, { body: { type: created } }) }),
    ];
    await stripe.paymentIntents.create(takenPayment());
    await control.flushWebhooks({ only: [created] });

    expect(await control.unfired()).toMatchObject([
      { id: 'misspelt', matched: 0, misfit: null },
      { id: 'not delivered', matched: 1, misfit: 'The event still waits to be delivered.' },
      { id: 'one too many', matched: 1, misfit: `Fault 'not delivered' had its turn at the same event.` },
      { id: 'the same body', matched: 1, misfit: 'The event has this body already.' },
    ]);
    expect(receiver.received).toHaveLength(1);
    for (const fault of faults) await control.disarm(fault);
  });

  test('cannot be a stale signature where the provider signs no time', async ({ fakes, receiver }) => {
    const control = controlOf(fakes);
    await control.setWebhookTarget('easypost', { url: receiver.url, secrets: [secret] });
    const fault = await control.arm(on('tracker.created', { signature: 'stale' }));
    await trackParcel(fakes);

    await control.flushWebhooks();

    expect(receiver.received).toHaveLength(1);
    expect(await control.unfired()).toMatchObject([
      { id: fault, misfit: 'The webhooks of easypost have no time in their signature.' },
    ]);
    await control.disarm(fault);
    await control.setWebhookTarget('easypost', null);
  });

  test('ends with a reset, and is no part of a saved world', async ({ fakes, stripe, receiver }) => {
    const control = controlOf(fakes);
    await control.arm(on(created, { delayMs: hourMs, times: 2 }));
    await stripe.paymentIntents.create({ amount: 500, currency: 'eur' });
    const saved = await control.save();

    await control.restore(saved);
    await control.flushWebhooks();

    expect(typesAt(receiver)).toEqual([created]);
  });
});

import { describe, expect } from 'vitest';
import { takenPayment } from '../stripe/given.ts';
import type { ReceivedWebhook } from '../webhook-receiver.ts';
import { test } from '../webhook-test.ts';
import { controlWays } from './control-ways.ts';
import { charged, created, eventOf, on, succeeded, typesAt } from './webhook-faults.ts';

describe.for(controlWays)('A fault of a webhook, $way', ({ controlOf }) => {
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
});

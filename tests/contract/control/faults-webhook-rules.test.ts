import type { Stripe } from 'stripe';
import { describe, expect } from 'vitest';
import { takenPayment } from '../stripe/given.ts';
import { secret, test } from '../webhook-test.ts';
import { controlWays } from './control-ways.ts';
import { charged, created, eventOf, hourMs, on, trackParcel, typesAt } from './webhook-faults.ts';

describe.for(controlWays)('A fault of a webhook, $way', ({ controlOf }) => {
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

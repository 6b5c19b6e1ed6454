import { describe, expect } from 'vitest';
import { answerOf } from '../answer-of.ts';
import { heldPayment } from '../stripe/given.ts';
import { refusal, test } from '../stripe/stripe-test.ts';
import { controlWays } from './control-ways.ts';

const retrieve = { op: 'stripe.payment_intents.retrieve' };
const stale = { phase: 'after-effect', effect: { kind: 'stale' } } as const;

describe.for(controlWays)('A stale read, $way', ({ controlOf }) => {
  test('answers as before the last write, once', async ({ fakes, stripe }) => {
    const control = controlOf(fakes);
    const { id } = await stripe.paymentIntents.create(heldPayment());
    const fault = await control.arm({ on: retrieve, ...stale });
    await stripe.paymentIntents.capture(id);

    const first = await stripe.paymentIntents.retrieve(id);
    const second = await stripe.paymentIntents.retrieve(id);

    expect([first.status, second.status]).toEqual(['requires_capture', 'succeeded']);
    expect(await control.journal(retrieve)).toMatchObject([
      { faultId: fault, status: 200 },
      { faultId: null, status: 200 },
    ]);
  });

  test('knows nothing of what was just made', async ({ fakes, stripe }) => {
    await controlOf(fakes).arm({ on: retrieve, ...stale });
    const { id } = await stripe.paymentIntents.create(heldPayment());

    expect((await refusal(stripe.paymentIntents.retrieve(id))).statusCode).toBe(404);
    expect((await stripe.paymentIntents.retrieve(id)).id).toBe(id);
  });

  test('is behind by the last write only', async ({ fakes, stripe }) => {
    const { id } = await stripe.paymentIntents.create(heldPayment());
    await controlOf(fakes).arm({ on: retrieve, ...stale });
    const part = { final_capture: false };
    await stripe.paymentIntents.capture(id, { ...part, amount_to_capture: 1000 });
    await stripe.paymentIntents.capture(id, { ...part, amount_to_capture: 2000 });

    expect((await stripe.paymentIntents.retrieve(id)).amount_received).toBe(1000);
  });

  test('comes after a write that changed something: until then no read is one', async ({ fakes, stripe }) => {
    const control = controlOf(fakes);
    const { id } = await stripe.paymentIntents.create(heldPayment());
    const fault = await control.arm({ on: retrieve, ...stale });
    await stripe.paymentIntents.retrieve(id);
    await refusal(stripe.paymentIntents.capture(id, { amount_to_capture: 99_999 }));
    await stripe.paymentIntents.retrieve(id);

    expect(await control.unfired()).toMatchObject([
      { id: fault, matched: 0, misfit: 'No write came before the read.' },
    ]);
    await control.disarm(fault);
  });

  test('of something that the last write left alone has not fired', async ({ fakes, stripe }) => {
    const control = controlOf(fakes);
    const { id } = await stripe.paymentIntents.create(heldPayment());
    const fault = await control.arm({ on: retrieve, ...stale });
    await stripe.paymentIntents.create(heldPayment());

    await stripe.paymentIntents.retrieve(id);

    expect(await control.unfired()).toMatchObject([
      { id: fault, matched: 1, misfit: 'The last write changed nothing that this read shows.' },
    ]);
    await control.disarm(fault);
  });

  test('can be of a fact of the provider’s world, and of a read by POST', async ({ fakes }) => {
    const control = controlOf(fakes);
    const stock = { catalog_object_id: 'MUG', location_id: 'L1', quantity: '7' };
    await control.given('square', 'stock', stock);
    await control.arm({ on: { op: 'square.inventory.batch_retrieve_counts' }, ...stale });
    await control.given('square', 'stock', { ...stock, quantity: '2' });
    const ask = () =>
      answerOf(`${fakes.urls.square}/v2/inventory/counts/batch-retrieve`, {
        method: 'POST',
        body: JSON.stringify({ catalog_object_ids: ['MUG'] }),
        headers: { authorization: 'Bearer EAAAtest', 'content-type': 'application/json' },
      });

    const first = await ask();
    const second = await ask();

    expect(first.body).toMatchObject({ counts: [{ quantity: '7' }] });
    expect(second.body).toMatchObject({ counts: [{ quantity: '2' }] });
  });
});

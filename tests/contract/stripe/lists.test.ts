import type Stripe from 'stripe';
import { describe, expect } from 'vitest';
import { chargeOf, heldPayment, takenPayment } from './given.ts';
import { refusal, test } from './stripe-test.ts';

const three = async (stripe: Stripe): Promise<string[]> => {
  const ids: string[] = [];
  for (const payment of ['p-1', 'p-2', 'p-3']) {
    const { id } = await stripe.paymentIntents.create(heldPayment({ metadata: { payment_id: payment } }));
    ids.push(id);
  }
  return ids;
};

describe('Stripe: lists', () => {
  test('come newest first, and go on after the cursor', async ({ stripe }) => {
    const ids = await three(stripe);
    const first = await stripe.paymentIntents.list({ limit: 2 });
    expect(first.data.map(({ id }) => id)).toEqual([ids[2], ids[1]]);
    const next = await stripe.paymentIntents.list({ limit: 1, starting_after: String(ids[1]) });
    expect(next.data.map(({ id }) => id)).toEqual([ids[0]]);
    const back = await stripe.paymentIntents.list({ limit: 1, ending_before: String(ids[0]) });
    expect(back).toMatchObject({ data: [{ id: ids[1] }], has_more: true });
  });

  test('come in pages until there are no more', { tags: 'fake-only' }, async ({ stripe }) => {
    const ids = await three(stripe);
    const first = await stripe.paymentIntents.list({ limit: 2 });
    expect(first.data.map(({ id }) => id)).toEqual([ids[2], ids[1]]);
    expect(first.has_more).toBe(true);
    const next = await stripe.paymentIntents.list({ limit: 2, starting_after: String(ids[1]) });
    expect(next.data.map(({ id }) => id)).toEqual([ids[0]]);
    expect(next.has_more).toBe(false);
    expect((await stripe.paymentIntents.list({ limit: 3 })).has_more).toBe(false);
  });

  test('are followed to the end by the SDK itself', { tags: 'fake-only' }, async ({ stripe }) => {
    const ids = await three(stripe);
    const seen: string[] = [];
    for await (const { id } of stripe.paymentIntents.list({ limit: 1 })) seen.push(id);
    expect(seen).toEqual(ids.toReversed());
  });

  test('can be narrowed by the time of creation', { tags: 'fake-only' }, async ({ stripe, control }) => {
    const early = await stripe.paymentIntents.create(takenPayment());
    await control.advanceClock(60_000);
    const late = await stripe.paymentIntents.create(takenPayment());
    const found = async (created: Stripe.RangeQueryParam | number) =>
      (await stripe.paymentIntents.list({ created })).data.map(({ id }) => id);
    expect(await found({ gt: early.created })).toEqual([late.id]);
    expect(await found({ gte: early.created, lt: late.created })).toEqual([early.id]);
    expect(await found({ lte: early.created })).toEqual([early.id]);
    expect(await found(late.created)).toEqual([late.id]);
  });

  test('refuse a limit above 100 and an unknown cursor', async ({ stripe }) => {
    expect(await refusal(stripe.paymentIntents.list({ limit: 101 }))).toMatchObject({
      statusCode: 400,
      param: 'limit',
    });
    expect(await refusal(stripe.paymentIntents.list({ starting_after: 'pi_nobody' }))).toMatchObject({
      statusCode: 400,
      code: 'resource_missing',
      param: 'starting_after',
    });
  });

  test('of refunds are those of one payment intent or one charge', async ({ stripe }) => {
    const [one, other] = [
      await stripe.paymentIntents.create(takenPayment()),
      await stripe.paymentIntents.create(takenPayment()),
    ];
    const refund = await stripe.refunds.create({ payment_intent: one.id, amount: 100 });
    await stripe.refunds.create({ payment_intent: other.id, amount: 200 });
    const byIntent = await stripe.refunds.list({ payment_intent: one.id });
    const byCharge = await stripe.refunds.list({ charge: chargeOf(one) });
    expect(byIntent.data.map(({ id }) => id)).toEqual([refund.id]);
    expect(byCharge.data.map(({ id }) => id)).toEqual([refund.id]);
  });
});

describe('Stripe: search', () => {
  test('finds a payment intent by its metadata', { tags: 'fake-only' }, async ({ stripe }) => {
    const ids = await three(stripe);
    const result = await stripe.paymentIntents.search({ query: `metadata['payment_id']:'p-2'` });
    expect(result).toMatchObject({ object: 'search_result', has_more: false, next_page: null });
    expect(result.data.map(({ id }) => id)).toEqual([ids[1]]);
    expect((await stripe.paymentIntents.search({ query: `metadata["payment_id"]:"p-9"` })).data).toEqual([]);
  });

  test('joins clauses by AND or by OR, and negates', { tags: 'fake-only' }, async ({ stripe }) => {
    const ids = await three(stripe);
    await stripe.paymentIntents.capture(String(ids[0]));
    const found = async (query: string) =>
      (await stripe.paymentIntents.search({ query })).data.map(({ id }) => id);
    expect(await found(`status:'requires_capture' AND amount>=10000`)).toEqual([ids[2], ids[1]]);
    expect(await found(`metadata['payment_id']:'p-1' OR metadata['payment_id']:'p-3'`)).toEqual([
      ids[2],
      ids[0],
    ]);
    expect(await found(`-status:'requires_capture'`)).toEqual([ids[0]]);
    expect(await found(`amount>10000 AND currency:'eur'`)).toEqual([]);
  });

  test('goes on with the page that the answer names', { tags: 'fake-only' }, async ({ stripe }) => {
    const ids = await three(stripe);
    const query = `currency:'eur'`;
    const first = await stripe.paymentIntents.search({ query, limit: 2 });
    expect(first.has_more).toBe(true);
    const next = await stripe.paymentIntents.search({ query, limit: 2, page: String(first.next_page) });
    expect(next.data.map(({ id }) => id)).toEqual([ids[0]]);
  });

  test(
    'may find a new payment intent only after a while',
    { tags: 'fake-only' },
    async ({ stripe, control }) => {
      await control.given('stripe', 'search_delay', { ms: 60_000 });
      const [id] = await three(stripe);
      const query = `metadata['payment_id']:'p-1'`;
      expect((await stripe.paymentIntents.search({ query })).data).toEqual([]);
      await control.advanceClock(60_000);
      expect((await stripe.paymentIntents.search({ query })).data).toMatchObject([{ id }]);
    },
  );

  test('refuses what is no query', async ({ stripe }) => {
    for (const query of ['payment_id=1', `status:'x' AND status:'y' OR status:'z'`]) {
      expect(await refusal(stripe.paymentIntents.search({ query }))).toMatchObject({
        statusCode: 400,
        param: 'query',
      });
    }
  });
});

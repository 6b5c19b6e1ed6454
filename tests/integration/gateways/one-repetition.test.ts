import { expect, test } from '@topheavy/testbed';
import { GATEWAY_OPERATIONS } from '../faults/operations.ts';

/** What a repetition would do a second time, because the provider knows no idempotency key for it. */
const NEVER_REPEATED = ['shipping buy'];

const made = GATEWAY_OPERATIONS.filter(({ again }) => again !== true);

for (const operation of made) {
  const { title, call, op } = operation;
  const isRepeated = !NEVER_REPEATED.includes(call);

  test(`${title} whose connection breaks once is ${isRepeated ? 'made again at once' : 'not made again'}, and measured under its name`, async ({
    shop,
  }) => {
    const errand = operation.errand(shop, await operation.given(shop));
    const api = await shop.startApi();
    const before = await shop.journal({ op });
    await shop.loseAnswer(op, 1);

    await errand.act(api);

    const calls = (await shop.journal({ op })).slice(before.length);
    expect(calls).toHaveLength(isRepeated ? 2 : 1);
    expect(new Set(calls.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
    const measured = await shop.measured(api, 'gateway_call_duration_seconds');
    const outcomes = measured
      .filter((one) => `${String(one['gateway'])} ${String(one['operation'])}` === call)
      .map(({ outcome }) => outcome);
    expect(new Set(outcomes)).toEqual(new Set([isRepeated ? 'ok' : 'unknown']));
  });
}

import { describe, expect, test } from '@topheavy/testbed';
import { hostileOptions, publishedPlan, shopTarget, sumOf, throwRequests } from '@topheavy/testbed/hostile';

const options = hostileOptions();

describe.each(publishedPlan(options).map((plan) => ({ id: plan.call.operation.operationId, plan })))(
  '$id',
  ({ id, plan }) => {
    test(
      `${id} answers a hostile back office by the document, and a refusal changes nothing`,
      { timeout: 30_000 + sumOf(plan) * 30 },
      async ({ shop }) => {
        const thrown = await throwRequests(await shopTarget(shop), plan, {
          caller: 'back office',
          seed: options.seed,
        });

        expect(thrown).toEqual(plan.counts);
      },
    );
  },
);

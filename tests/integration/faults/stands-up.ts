import { expect, test, type FaultEffect } from '@topheavy/testbed';
import { FAULTS } from './faults.ts';
import type { GatewayOperation, Phase } from './gateway-operation.ts';
import { PHASES, verdictOn } from './verdict.ts';

const PHASE_TITLES: Readonly<Record<Phase, string>> = {
  'before-effect': 'and is not carried out',
  'after-effect': 'and is carried out all the same',
};

const placeOf = ({ op, provider }: GatewayOperation, { kind }: FaultEffect) =>
  kind === 'refuse' ? { provider } : { op };

/**
 * A test for each fault in each phase that applies to the operation: what is heard at once, and that in the
 * end everything is as if nothing had gone wrong. The provider is out of order until then, repetitions included.
 */
export function standsUp(operation: GatewayOperation): void {
  for (const fault of FAULTS) {
    for (const phase of PHASES) {
      const verdict = verdictOn(operation, fault, phase);
      if ('reason' in verdict) continue;
      const { effect, leaves, promise } = verdict;
      const happened = operation.changes && leaves === 'open' ? ` ${PHASE_TITLES[phase]}` : '';

      test(`${operation.title} ${fault.title}${happened} ${promise}`, async ({ shop }) => {
        const scene = await shop.given.situation(operation.title, () => operation.given(shop));
        const errand = operation.errand(shop, scene);
        const by = fault.untilDeadline && (await shop.impatient(operation.provider));
        const outOfOrder = await shop.lastingFault({ on: placeOf(operation, effect), phase, effect });

        const heard = await errand.act(by);
        await outOfOrder.end();
        if (leaves !== 'late') await errand.settle[leaves]?.(phase);

        expect(heard).toMatchObject(operation.answers[leaves]?.[0] ?? {});
        expect(await errand.outcome()).toMatchObject(operation.done);
      });
    }
  }
}

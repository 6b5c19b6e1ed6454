import { expect, test, type FaultEffect, type Shop } from '@topheavy/testbed';
import { FAULTS } from './faults.ts';
import type { GatewayOperation, Phase } from './gateway-operation.ts';
import { PHASES, verdictOn } from './verdict.ts';

const PHASE_TITLES: Readonly<Record<Phase, string>> = {
  'before-effect': 'and is not carried out',
  'after-effect': 'and is carried out all the same',
};

const placeOf = ({ op, provider }: GatewayOperation, { kind }: FaultEffect) =>
  kind === 'refuse' ? { provider } : { op };

/** What operators read of the call's failures: of the gateway's errors in the log, what is behind the names of both. */
function saidOf({ call }: GatewayOperation, { logs }: Shop): string[] {
  const [gateway, name] = call.split(' ');
  const messages = logs.lines().map(({ err }) => (err as Error | undefined)?.message ?? '');
  return messages
    .filter((message) => message.startsWith(`${gateway}: `))
    .map((message) => message.replace(`${gateway}: `, '').replace(`${name}: `, ''));
}

/**
 * A test for each fault in each phase that applies to the operation: what is heard at once, what operators read of
 * it, and that in the end everything is as if nothing had gone wrong. The provider is out of order until then,
 * repetitions included.
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
        const said = saidOf(operation, shop);
        await outOfOrder.end();
        if (leaves !== 'late') await errand.settle[leaves]?.(phase);

        expect(heard).toMatchObject(operation.answers[leaves]?.[0] ?? {});
        expect(await errand.outcome()).toMatchObject(operation.done);
        if (fault.logged !== undefined) expect(said).toContainEqual(expect.stringMatching(fault.logged));
      });
    }
  }
}

import type { Dependencies } from '../dependencies.ts';
import { claimEvents } from './claim-events.ts';
import { publishEvent, type PublishNeeds } from './publish-event.ts';

/**
 * Hands the next events that are due to their receivers and says how many it took; 0 means that nothing
 * is due. At least once each, in order per aggregate. Any number of relays may run at once.
 */
export async function relayOutbox(deps: PublishNeeds & Pick<Dependencies, 'config'>): Promise<number> {
  const events = await claimEvents(deps);
  await Promise.all(events.map((event) => publishEvent(deps, event)));
  const { pending } = await deps.db
    .selectFrom('outbox')
    .select((column) => column.fn.countAll<number>().as('pending'))
    .where('published_at', 'is', null)
    .where('dead_at', 'is', null)
    .executeTakeFirstOrThrow();
  deps.metrics.outboxPending.set(pending);
  return events.length;
}

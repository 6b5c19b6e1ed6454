import type { OutboxRow } from '../db/schema.ts';
import type { Dependencies } from '../dependencies.ts';
import { handlersOf } from './event-handlers.ts';

const SECOND = 1000;
const LONGEST_PAUSE_MS = 3600 * SECOND;
/** With pauses of 2, 4, 8 … seconds and at most an hour, an event is given up after five hours. */
const MAX_ATTEMPTS = 16;

export type PublishNeeds = Pick<Dependencies, 'db' | 'clock' | 'gateways' | 'logger' | 'metrics'>;

/** Runs what follows from the event and records how that went. Throws only when the database does. */
export async function publishEvent(deps: PublishNeeds, event: OutboxRow): Promise<void> {
  try {
    for (const handle of handlersOf(event.type)) await handle(deps, event);
  } catch (error) {
    await recordFailure(deps, event, error);
    return;
  }
  await update(deps, event, { published_at: deps.clock.now(), locked_until: null });
  deps.metrics.outboxPublished.inc({ type: event.type });
}

async function recordFailure(deps: PublishNeeds, event: OutboxRow, error: unknown): Promise<void> {
  const { id, type, attempts } = event;
  const now = deps.clock.now();
  const dead = attempts >= MAX_ATTEMPTS;
  const pauseMs = Math.min(2 ** attempts * SECOND, LONGEST_PAUSE_MS);
  await update(deps, event, {
    last_error: error instanceof Error ? error.message : String(error),
    locked_until: null,
    ...(dead ? { dead_at: now } : { available_at: new Date(now.getTime() + pauseMs) }),
  });
  if (dead) {
    deps.metrics.outboxDead.inc({ type });
    deps.logger.error({ err: error, eventId: id, type, attempts }, 'event given up');
  } else {
    deps.logger.warn({ err: error, eventId: id, type, attempts, pauseMs }, 'event not published');
  }
}

type Outcome = Partial<
  Pick<OutboxRow, 'published_at' | 'dead_at' | 'available_at' | 'locked_until' | 'last_error'>
>;

/** Leaves an event alone that another relay, after our lease ran out, has published or taken again. */
const update = ({ db }: PublishNeeds, { id, attempts }: OutboxRow, outcome: Outcome) =>
  db
    .updateTable('outbox')
    .set(outcome)
    .where('id', '=', id)
    .where('attempts', '=', attempts)
    .where('published_at', 'is', null)
    .execute();

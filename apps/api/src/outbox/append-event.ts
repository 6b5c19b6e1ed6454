import type { Transaction } from 'kysely';
import type { AggregateType, Database } from '../db/schema.ts';
import type { Dependencies } from '../dependencies.ts';

export type Event = {
  readonly aggregateType: AggregateType;
  readonly aggregateId: string;
  /** The version that the change gave the aggregate: one event for each, without gaps. */
  readonly aggregateVersion: number;
  readonly type: `${AggregateType}.${string}`;
  readonly payload: Readonly<Record<string, unknown>>;
};

/** Writes the event in the transaction of the change that it reports: both are committed or neither. */
export async function appendEvent(
  trx: Transaction<Database>,
  { clock, ids }: Pick<Dependencies, 'clock' | 'ids'>,
  event: Event,
): Promise<void> {
  const now = clock.now();
  await trx
    .insertInto('outbox')
    .values({
      id: ids.next(),
      aggregate_type: event.aggregateType,
      aggregate_id: event.aggregateId,
      aggregate_version: event.aggregateVersion,
      type: event.type,
      payload: JSON.stringify(event.payload),
      created_at: now,
      available_at: now,
    })
    .execute();
}

import type { OutboxRow } from '../db/schema.ts';
import type { Dependencies } from '../dependencies.ts';

/**
 * What follows from an event. It runs again after a crash or a failure, so its effect must count once:
 * receivers are given the event's id to tell a repetition by.
 */
export type EventHandler = (
  deps: Pick<Dependencies, 'db' | 'gateways'>,
  event: Pick<OutboxRow, 'id' | 'payload' | 'created_at'>,
) => Promise<void>;

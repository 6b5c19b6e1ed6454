import type { Context } from '../core/operation.ts';
import type { EventBody, TrackerBody } from './wire.ts';

const userId = 'user_00000000000000000000000000000001';

export const emitEvent = (
  description: 'tracker.created' | 'tracker.updated',
  result: TrackerBody,
  previousAttributes: Partial<TrackerBody>,
  context: Context,
): void => {
  const at = new Date(context.clock.now()).toISOString();
  const payload: EventBody = {
    id: context.ids.next('evt_', 32),
    object: 'Event',
    description,
    mode: 'test',
    previous_attributes: previousAttributes,
    created_at: at,
    updated_at: at,
    pending_urls: [],
    completed_urls: [],
    user_id: userId,
    status: 'pending',
    result,
  };
  context.emit({ id: payload.id, type: description, payload });
};

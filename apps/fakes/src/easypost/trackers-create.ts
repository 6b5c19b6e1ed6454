import { z } from 'zod';
import type { Operation } from '../core/operation.ts';
import { emitEvent } from './emit-event.ts';
import { refuse } from './refuse.ts';
import { type EasyPostState, trackerBody } from './state.ts';
import { newTracker } from './tracker.ts';
import type { CreatedTrackerBody, TrackerBase } from './wire.ts';

const schema = z.object({
  tracker: z.object({ tracking_code: z.string().min(1), carrier: z.string().min(1).optional() }),
});

/** A code that is tracked already answers with its tracker; the recordings show 200 for this as well. */
export const trackersCreate: Operation<EasyPostState> = {
  id: 'easypost.trackers.create',
  method: 'POST',
  path: '/v2/trackers',
  handle: (state, request, context) => {
    const asked = schema.safeParse(request.body ?? {});
    if (!asked.success) {
      throw refuse(422, 'PARAMETER.REQUIRED', 'Missing required parameter.', [
        { field: 'tracking_code', message: 'cannot be blank' },
      ]);
    }
    const { tracking_code: trackingCode, carrier } = asked.data.tracker;
    const known = [...state.trackers.values()].find(
      (tracker) =>
        tracker.tracking_code === trackingCode && (carrier === undefined || tracker.carrier === carrier),
    );
    if (known !== undefined) return { status: 200, body: created(known) };
    const guessed = trackingCode.startsWith('1Z') ? 'UPS' : 'USPS';
    const tracker = newTracker({ trackingCode, carrier: carrier ?? guessed, shipmentId: null }, context);
    state.trackers.set(tracker.id, tracker);
    emitEvent('tracker.created', trackerBody(tracker), {}, context);
    return { status: 200, body: created(tracker) };
  },
};

const final = new Set<TrackerBase['status']>([
  'delivered',
  'return_to_sender',
  'failure',
  'cancelled',
  'error',
]);

const created = (tracker: TrackerBase): CreatedTrackerBody =>
  structuredClone({ ...tracker, finalized: final.has(tracker.status), is_return: false });

import { z } from 'zod';
import { ControlError } from '../core/control-error.ts';
import { fact } from '../core/provider.ts';
import { emitEvent } from './emit-event.ts';
import { type EasyPostState, trackerBody } from './state.ts';
import { timestamp } from './timestamps.ts';
import { moveTracker } from './tracker.ts';

const statuses = [
  'unknown',
  'pre_transit',
  'in_transit',
  'out_for_delivery',
  'delivered',
  'available_for_pickup',
  'return_to_sender',
  'failure',
  'cancelled',
  'error',
] as const;

export const facts = {
  /** From now on every service quotes this price: for tests that count cents. */
  flat_rate: fact(
    z.strictObject({
      dollars: z.string().regex(/^\d+\.\d{2}$/, "must be dollars and cents, such as '10.00'"),
    }),
    (state: EasyPostState, { dollars }) => {
      state.flatCents = Number(dollars.replace('.', ''));
    },
  ),
  /** The carrier decides on a refund that was submitted. */
  refund_status: fact(
    z.strictObject({ shipment: z.string(), status: z.enum(['refunded', 'rejected']) }),
    (state: EasyPostState, args, { clock }) => {
      const shipment = state.shipments.get(args.shipment);
      if (shipment?.refund_status !== 'submitted') {
        throw new ControlError(
          `There is no refund of '${args.shipment}' that is submitted: ask for it first.`,
        );
      }
      shipment.refund_status = args.status;
      shipment.updated_at = timestamp(clock.now());
      if (args.status === 'rejected') return;
      for (const fee of shipment.fees) if (fee.type === 'PostageFee') fee.refunded = true;
    },
  ),
  /** The carrier reports on a parcel: its tracker changes and `tracker.updated` is pushed. */
  tracker_status: fact(
    z.strictObject({ tracking_code: z.string(), status: z.enum(statuses) }),
    (state: EasyPostState, args, context) => {
      const tracker = [...state.trackers.values()].find((one) => one.tracking_code === args.tracking_code);
      if (tracker === undefined) {
        throw new ControlError(
          `No tracker has the code '${args.tracking_code}': buy a shipment or create a tracker first.`,
        );
      }
      const previous = { status: tracker.status };
      moveTracker(tracker, { status: args.status, statusDetail: 'status_update' }, context.clock.now());
      emitEvent('tracker.updated', trackerBody(tracker), previous, context);
      return trackerBody(tracker);
    },
  ),
};

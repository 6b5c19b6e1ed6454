import { z } from 'zod';
import { referenceSchema } from '../../http/text-schema.ts';
import { trackingStatusOf } from './tracking-status.ts';

const trackerEvent = z
  .object({
    object: z.literal('Event'),
    id: referenceSchema,
    description: z.literal('tracker.updated'),
    created_at: z.iso.datetime(),
    result: z.object({
      id: referenceSchema,
      shipment_id: referenceSchema.nullable(),
      status: z.string().min(1),
    }),
  })
  .transform(({ id, description, created_at, result }) => ({
    id,
    type: description,
    occurredAt: new Date(created_at),
    trackerReference: result.id,
    /** Null for a tracker that somebody made without a label. */
    shipmentReference: result.shipment_id,
    /** Null when the update says nothing about the parcel. */
    status: trackingStatusOf(result.status),
  }));

const otherEvent = z
  .object({
    object: z.literal('Event'),
    id: referenceSchema,
    description: z.string().refine((type) => type !== 'tracker.updated'),
  })
  .transform(({ id, description }) => ({ id, type: 'other' as const, description }));

const eventSchema = z.union([trackerEvent, otherEvent]);

export type EasypostEvent = z.infer<typeof eventSchema>;

/** A webhook body, its signature already verified; null when it is not an event. */
export function parseEasypostEvent(rawBody: Buffer): EasypostEvent | null {
  try {
    return eventSchema.safeParse(JSON.parse(rawBody.toString('utf8'))).data ?? null;
  } catch {
    return null;
  }
}

import { z } from 'zod';
import { trackingStatusOf } from './tracking-status.ts';

const trackerEvent = z
  .object({
    object: z.literal('Event'),
    id: z.string().min(1),
    description: z.literal('tracker.updated'),
    result: z.object({
      id: z.string().min(1),
      tracking_code: z.string().min(1),
      status: z.string().min(1),
    }),
  })
  .transform(({ id, description, result }) => ({
    id,
    type: description,
    trackerReference: result.id,
    trackingCode: result.tracking_code,
    /** Null when the update says nothing about the parcel. */
    status: trackingStatusOf(result.status),
  }));

const otherEvent = z
  .object({
    object: z.literal('Event'),
    id: z.string().min(1),
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

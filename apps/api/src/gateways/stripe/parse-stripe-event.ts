import { z } from 'zod';
import { referenceSchema } from '../../http/text-schema.ts';

const optional = <Schema extends z.ZodType>(schema: Schema) => schema.nullable().catch(null);

/** That a Date can hold. */
const LAST_SECOND = 8_640_000_000_000;

const eventSchema = z
  .object({
    object: z.literal('event'),
    id: referenceSchema,
    type: referenceSchema,
    created: z.int().nonnegative().max(LAST_SECOND),
    data: z.object({
      object: z.object({
        object: z.string(),
        // Objects of events that we do not act on may lack these or use them otherwise.
        id: optional(referenceSchema),
        payment_intent: optional(referenceSchema),
        metadata: optional(z.record(z.string(), z.string())),
      }),
    }),
  })
  .transform(({ id, type, created, data: { object } }) => ({
    id,
    type,
    createdAt: new Date(created * 1000),
    /** What the event is about: `payment_intent`, `refund`, `charge`, … */
    objectType: object.object,
    objectId: object.id,
    /** The `pi_…` concerned, whatever the object is; null when it has none. */
    paymentReference: object.object === 'payment_intent' ? object.id : object.payment_intent,
    /** Our own ids as we sent them, such as `payment_id`. */
    metadata: object.metadata ?? {},
  }));

export type StripeEvent = z.infer<typeof eventSchema>;

/**
 * A webhook body, its signature already verified; null when it is not an event. Only what names the
 * object: an event is a hint, may be old, and the state is read from the API.
 */
export function parseStripeEvent(rawBody: Buffer): StripeEvent | null {
  try {
    return eventSchema.safeParse(JSON.parse(rawBody.toString('utf8'))).data ?? null;
  } catch {
    return null;
  }
}

import { z } from 'zod';
import { wholeUnits } from './whole-units.ts';

/** Square leaves empty lists out. Errors in a success answer mean that it is none. */
const noErrors = z.array(z.unknown()).max(0).optional();

/** A page of `counts/batch-retrieve`, for one location and one state as asked for. */
export const countsPage = (locationId: string) =>
  z.object({
    errors: noErrors,
    counts: z
      .array(
        z.object({
          catalog_object_id: z.string().min(1),
          state: z.literal('IN_STOCK'),
          location_id: z.literal(locationId),
          quantity: wholeUnits,
        }),
      )
      .default([]),
    cursor: z.string().min(1).optional(),
  });

/** `changes/batch-create`: it says what is counted now, of everything the request named. */
export const changesAnswer = z.object({
  errors: noErrors,
  counts: z.array(z.object({ catalog_object_id: z.string().min(1), quantity: wholeUnits })),
});

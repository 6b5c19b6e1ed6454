import { z } from 'zod';
import { inventoryStates, mayMove } from './inventory-states.ts';
import { parseQuantity } from './quantity.ts';

const quantity = z
  .string()
  .refine((text) => parseQuantity(text) !== undefined, 'Must be a decimal string with at most 5 decimals')
  .transform((text) => parseQuantity(text) ?? 0);

const shared = {
  reference_id: z.string().max(255).nullish(),
  catalog_object_id: z.string().min(1).max(100),
  location_id: z.string().min(1).max(100),
  quantity,
  occurred_at: z.iso.datetime({ offset: true }),
};

const physicalCount = z.object({
  type: z.literal('PHYSICAL_COUNT'),
  physical_count: z.object({ ...shared, state: z.enum(['IN_STOCK', 'WASTE']) }),
});

const state = z.enum(inventoryStates);

const adjustment = z.object({
  type: z.literal('ADJUSTMENT'),
  adjustment: z
    .object({ ...shared, from_state: state, to_state: state })
    .refine(({ from_state, to_state }) => mayMove(from_state, to_state), {
      error: ({ input }) =>
        `Goods cannot be moved from ${Reflect.get(Object(input), 'from_state')} to ${Reflect.get(Object(input), 'to_state')}`,
    }),
});

/** TRANSFER needs a subscription of the seller's that this one does not have. */
const change = z.discriminatedUnion('type', [physicalCount, adjustment]);

export const batchChangeSchema = z.object({
  idempotency_key: z.string().min(1).max(128),
  changes: z.array(change).max(100).nullish(),
  ignore_unchanged_counts: z.boolean().nullish(),
});

export type RequestedChange = z.infer<typeof change>;

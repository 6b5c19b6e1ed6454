import { z } from 'zod';

/** Units in the warehouse, as the back office gives them. */
export const onHandSchema = z.int().min(0).max(1_000_000_000);

export const stockSchema = z
  .strictObject({
    productId: z.uuid(),
    onHand: z.int().meta({ description: 'Units in the warehouse' }),
    reserved: z.int().meta({ description: 'Of these, units of orders that were not sent yet' }),
    available: z.int().meta({ description: 'onHand − reserved' }),
  })
  .meta({ id: 'Stock' });

export const stockBody = (
  productId: string,
  row: { readonly on_hand: number; readonly reserved: number },
): z.input<typeof stockSchema> => ({
  productId,
  onHand: row.on_hand,
  reserved: row.reserved,
  available: row.on_hand - row.reserved,
});

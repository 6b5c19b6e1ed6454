import { z } from 'zod';
import { defineOperation } from '../http/operation.ts';
import { problem } from '../problems/problem.ts';
import { loadProduct } from './load-product.ts';
import { productParams } from './product-schema.ts';
import { onHandSchema, stockBody, stockSchema } from './stock-schema.ts';

export const setStock = defineOperation({
  id: 'setStock',
  method: 'put',
  path: '/v1/products/{productId}/stock',
  summary: 'Set how many units are in the warehouse',
  description: 'A correction by hand. The next count of the inventory service replaces it.',
  tag: 'products',
  scope: 'products:write',
  params: productParams,
  body: z.strictObject({ onHand: onHandSchema }).meta({ id: 'StockCorrection' }),
  responses: { 200: { description: 'The stock after it', schema: stockSchema } },
  problems: ['product-not-found', 'stock-below-reserved'],
  handle: ({ params: { productId }, body: { onHand } }, context) =>
    context.commit(async (trx) => {
      const stock = await trx
        .updateTable('stock')
        .set({ on_hand: onHand, synced_at: null })
        .where('product_id', '=', productId)
        .where('reserved', '<=', onHand)
        .returning(['on_hand', 'reserved'])
        .executeTakeFirst();
      if (stock !== undefined) return { status: 200, body: stockBody(productId, stock) };
      const { reserved } = await loadProduct(trx, productId);
      throw problem('stock-below-reserved', {
        detail: `${reserved} units belong to orders that were not sent yet; cancel some of them first.`,
        extra: { reserved },
      });
    }),
});

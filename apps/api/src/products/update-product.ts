import { z } from 'zod';
import { defineOperation } from '../http/operation.ts';
import { loadProduct, productNotFound } from './load-product.ts';
import { productBody } from './product-body.ts';
import { productFields, productParams, productSchema } from './product-schema.ts';

export const updateProduct = defineOperation({
  id: 'updateProduct',
  method: 'patch',
  path: '/v1/products/{productId}',
  summary: 'Rename, describe, withdraw or bring back a product',
  description: 'Carts that hold a withdrawn product say so. Orders keep the name they were placed with.',
  tag: 'products',
  scope: 'products:write',
  params: productParams,
  body: z
    .strictObject({
      name: productFields.name.optional(),
      description: productFields.description.optional(),
      active: z.boolean().optional(),
    })
    .refine((change) => Object.keys(change).length > 0, 'must change at least one field')
    .meta({ id: 'ProductChange' }),
  responses: { 200: { description: 'The product after the change', schema: productSchema } },
  problems: ['product-not-found'],
  handle: ({ params: { productId }, body: { name, description, active } }, context) =>
    context.commit(async (trx) => {
      const updated = await trx
        .updateTable('products')
        .set((column) => ({
          ...(name === undefined ? {} : { name }),
          ...(description === undefined ? {} : { description }),
          ...(active === undefined ? {} : { active }),
          version: column('version', '+', 1),
          updated_at: context.clock.now(),
        }))
        .where('id', '=', productId)
        .executeTakeFirst();
      if (updated.numUpdatedRows === 0n) throw productNotFound(productId);
      return { status: 200, body: productBody(await loadProduct(trx, productId)) };
    }),
});

import { z } from 'zod';
import { basePriceSchema } from '../http/money-schema.ts';
import { defineOperation } from '../http/operation.ts';
import { loadProduct } from './load-product.ts';
import { productBody } from './product-body.ts';
import { productParams, productSchema } from './product-schema.ts';
import { succeedPrice } from './succeed-price.ts';

export const changePrice = defineOperation({
  id: 'changePrice',
  method: 'put',
  path: '/v1/products/{productId}/price',
  summary: 'Change the price',
  description:
    'Takes effect at once: carts show the change, placed orders keep their price. The old price stays in the ' +
    'history; the price that it already has adds nothing to it.',
  tag: 'products',
  scope: 'products:write',
  params: productParams,
  body: z.strictObject({ price: basePriceSchema }).meta({ id: 'PriceChange' }),
  responses: { 200: { description: 'The product at its new price', schema: productSchema } },
  problems: ['product-not-found'],
  handle: ({ params: { productId }, body }, context) =>
    context.commit(async (trx) => {
      await succeedPrice(trx, context, productId, body.price.amount);
      return { status: 200, body: productBody(await loadProduct(trx, productId)) };
    }),
});

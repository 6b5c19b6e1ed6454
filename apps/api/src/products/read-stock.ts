import { defineOperation } from '../http/operation.ts';
import { loadProduct } from './load-product.ts';
import { productParams } from './product-schema.ts';
import { stockBody, stockSchema } from './stock-schema.ts';

export const readStock = defineOperation({
  id: 'readStock',
  method: 'get',
  path: '/v1/products/{productId}/stock',
  summary: 'Read the stock of a product',
  tag: 'products',
  scope: 'products:write',
  params: productParams,
  responses: { 200: { description: 'The stock now', schema: stockSchema } },
  problems: ['product-not-found'],
  async handle({ params: { productId } }, { db }) {
    return { status: 200, body: stockBody(productId, await loadProduct(db, productId)) };
  },
});

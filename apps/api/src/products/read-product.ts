import { defineOperation } from '../http/operation.ts';
import { loadProduct } from './load-product.ts';
import { productBody } from './product-body.ts';
import { productParams, productSchema } from './product-schema.ts';

export const readProduct = defineOperation({
  id: 'readProduct',
  method: 'get',
  path: '/v1/products/{productId}',
  summary: 'Read a product',
  tag: 'products',
  scope: 'products:read',
  params: productParams,
  responses: { 200: { description: 'The product as it is sold now', schema: productSchema } },
  problems: ['product-not-found'],
  async handle({ params }, { db }) {
    return { status: 200, body: productBody(await loadProduct(db, params.productId)) };
  },
});

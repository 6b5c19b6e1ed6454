import { z } from 'zod';
import { basePriceSchema } from '../http/money-schema.ts';
import { defineOperation } from '../http/operation.ts';
import { addProduct } from './add-product.ts';
import { productBody } from './product-body.ts';
import { productFields, productSchema } from './product-schema.ts';
import { onHandSchema } from './stock-schema.ts';

export const createProductBody = z
  .strictObject({
    ...productFields,
    description: productFields.description.default(''),
    price: basePriceSchema,
    onHand: onHandSchema.default(0).meta({ description: 'Units in the warehouse' }),
  })
  .meta({ id: 'NewProduct' });

export const createProduct = defineOperation({
  id: 'createProduct',
  method: 'post',
  path: '/v1/products',
  summary: 'Add a product',
  tag: 'products',
  scope: 'products:write',
  body: createProductBody,
  responses: {
    201: { description: 'The new product', schema: productSchema, headers: { Location: 'Its URL' } },
  },
  problems: ['sku-taken'],
  handle: ({ body }, context) =>
    context.commit(async (trx) => {
      const product = await addProduct(trx, context, context.resourceId, body);
      return {
        status: 201,
        headers: { Location: `/v1/products/${product.id}` },
        body: productBody(product),
      };
    }),
});

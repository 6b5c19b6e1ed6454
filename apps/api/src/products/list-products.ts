import { z } from 'zod';
import { decodeCursor } from '../http/cursor.ts';
import { defineOperation } from '../http/operation.ts';
import { DEFAULT_PAGE, pageQuery, pageSchema, toPage } from '../http/page.ts';
import { productBody } from './product-body.ts';
import { productSchema } from './product-schema.ts';
import { selectProducts } from './select-products.ts';

export const listProducts = defineOperation({
  id: 'listProducts',
  method: 'get',
  path: '/v1/products',
  summary: 'List products, oldest first',
  tag: 'products',
  scope: 'products:read',
  query: z.strictObject({
    ...pageQuery,
    active: z
      .enum(['true', 'false'])
      .optional()
      .meta({ description: 'true: what can be ordered; false: what was withdrawn' }),
  }),
  responses: { 200: { description: 'A page', schema: pageSchema(productSchema, 'ProductPage') } },
  problems: [],
  async handle({ query }, { db }) {
    const { limit = DEFAULT_PAGE, cursor, active } = query;
    const filter = { list: 'products', active };
    let products = selectProducts(db)
      .orderBy('products.id')
      .limit(limit + 1);
    if (active !== undefined) products = products.where('products.active', '=', active === 'true');
    if (cursor !== undefined) products = products.where('products.id', '>', decodeCursor(cursor, filter));
    return { status: 200, body: toPage(await products.execute(), limit, filter, productBody) };
  },
});

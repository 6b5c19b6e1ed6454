import { BASE_CURRENCY, money } from '@topheavy/domain';
import { z } from 'zod';
import { decodeCursor } from '../http/cursor.ts';
import { moneyBody, moneySchema } from '../http/money-schema.ts';
import { defineOperation } from '../http/operation.ts';
import { DEFAULT_PAGE, pageQuery, pageSchema, toPage } from '../http/page.ts';
import { loadProduct } from './load-product.ts';
import { productParams } from './product-schema.ts';

const priceSchema = z
  .strictObject({
    price: moneySchema,
    validFrom: z.iso.datetime(),
    validUntil: z.iso.datetime().nullable().meta({ description: 'null: the current price' }),
  })
  .meta({ id: 'HistoricPrice' });

export const listPrices = defineOperation({
  id: 'listPrices',
  method: 'get',
  path: '/v1/products/{productId}/prices',
  summary: 'List the prices of a product, newest first',
  tag: 'products',
  scope: 'products:read',
  params: productParams,
  query: z.strictObject(pageQuery),
  responses: { 200: { description: 'A page', schema: pageSchema(priceSchema, 'PricePage') } },
  problems: ['product-not-found'],
  async handle({ params: { productId }, query }, { db }) {
    const { limit = DEFAULT_PAGE, cursor } = query;
    const filter = { list: 'prices', productId };
    await loadProduct(db, productId);
    let prices = db
      .selectFrom('product_prices')
      .select(['id', 'price_minor', 'valid_from', 'valid_until'])
      .where('product_id', '=', productId)
      .orderBy('id', 'desc')
      .limit(limit + 1);
    if (cursor !== undefined) prices = prices.where('id', '<', decodeCursor(cursor, filter));
    const page = toPage(await prices.execute(), limit, filter, (row) => ({
      price: moneyBody(money(row.price_minor, BASE_CURRENCY)),
      validFrom: row.valid_from.toISOString(),
      validUntil: row.valid_until?.toISOString() ?? null,
    }));
    return { status: 200, body: page };
  },
});

import { sql } from 'kysely';
import { z } from 'zod';
import { visibleCustomer } from '../auth/principal.ts';
import { decodeCursor } from '../http/cursor.ts';
import { defineOperation } from '../http/operation.ts';
import { DEFAULT_PAGE, pageQuery, pageSchema, toPage } from '../http/page.ts';
import { loadOrders } from './load-orders.ts';
import { orderBody } from './order-body.ts';
import { orderSchema, orderStatusSchema } from './order-schema.ts';

export const listOrders = defineOperation({
  id: 'listOrders',
  method: 'get',
  path: '/v1/orders',
  summary: 'List orders, newest first',
  description: "A customer's key lists that customer's orders, the back office's all of them.",
  tag: 'orders',
  scope: 'orders:read',
  query: z.strictObject({ ...pageQuery, status: orderStatusSchema.optional() }),
  responses: { 200: { description: 'A page', schema: pageSchema(orderSchema, 'OrderPage') } },
  problems: [],
  async handle({ query: { limit = DEFAULT_PAGE, cursor, status } }, { db, principal }) {
    const customerId = visibleCustomer(principal);
    const filter = { list: 'orders', customerId, status };
    let orders = db
      .selectFrom('orders')
      .selectAll()
      .orderBy('id', 'desc')
      .limit(limit + 1);
    if (customerId !== null) orders = orders.where('customer_id', '=', customerId);
    // Written into the statement: which index is best depends on how many orders have this status.
    if (status !== undefined) orders = orders.where('status', '=', sql.lit(status));
    if (cursor !== undefined) orders = orders.where('id', '<', decodeCursor(cursor, filter));
    const views = await loadOrders(db, await orders.execute());
    const rows = views.map((view) => ({ id: view.order.id, view }));
    return { status: 200, body: toPage(rows, limit, filter, (row) => orderBody(row.view)) };
  },
});

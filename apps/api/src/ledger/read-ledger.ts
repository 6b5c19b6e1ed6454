import { z } from 'zod';
import { defineOperation } from '../http/operation.ts';
import { findOrder } from '../orders/find-order.ts';
import { ledgerBody } from './ledger-body.ts';
import { ledgerSchema } from './ledger-schema.ts';

export const readLedger = defineOperation({
  id: 'readLedger',
  method: 'get',
  path: '/v1/orders/{orderId}/ledger',
  summary: 'Read the double-entry book of an order',
  tag: 'ledger',
  scope: 'ledger:read',
  params: z.object({ orderId: z.uuid() }),
  responses: { 200: { description: 'Oldest transaction first', schema: ledgerSchema } },
  problems: ['order-not-found'],
  async handle({ params: { orderId } }, { db, principal }) {
    await findOrder(db, principal, orderId);
    const lines = await db
      .selectFrom('ledger_transactions as booked')
      .innerJoin('ledger_entries as entry', 'entry.transaction_id', 'booked.id')
      .select([
        'booked.id',
        'booked.kind',
        'booked.source_id',
        'booked.occurred_at',
        'booked.currency',
        'entry.account',
        'entry.amount_minor',
      ])
      .where('booked.order_id', '=', orderId)
      .orderBy('booked.id')
      .orderBy('entry.id')
      .execute();
    return { status: 200, body: ledgerBody(orderId, lines) };
  },
});

import { money } from '@topheavy/domain';
import type { Kysely } from 'kysely';
import type { z } from 'zod';
import type { Principal } from '../auth/principal.ts';
import type { Database, ShipmentRow } from '../db/schema.ts';
import { moneyBody } from '../http/money-schema.ts';
import type { shipmentSchema } from './shipment-schema.ts';

/** The shipment as `principal` may see it: what the label cost is the shop's own affair. */
export async function shipmentBody(
  db: Kysely<Database>,
  row: ShipmentRow,
  principal: Principal,
): Promise<z.input<typeof shipmentSchema>> {
  const updates = await db
    .selectFrom('tracking_updates')
    .select(['status', 'occurred_at'])
    .where('shipment_id', '=', row.id)
    .orderBy('occurred_at')
    .orderBy('event_id')
    .execute();
  return {
    id: row.id,
    orderId: row.order_id,
    status: row.status,
    carrier: row.carrier,
    service: row.service,
    trackingCode: row.tracking_code,
    labelUrl: row.label_url,
    ...(principal.kind === 'back_office' ? { cost: cost(row) } : {}),
    updates: updates.map((update) => ({
      status: update.status,
      occurredAt: update.occurred_at.toISOString(),
    })),
    createdAt: row.created_at.toISOString(),
  };
}

const cost = ({ cost_minor: minor, cost_currency: currency }: ShipmentRow) =>
  minor === null || currency === null ? null : moneyBody(money(minor, currency));

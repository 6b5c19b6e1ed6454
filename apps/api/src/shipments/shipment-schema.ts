import { SHIPMENT_STATUSES } from '@topheavy/domain';
import { z } from 'zod';
import { TRACKING_STATUSES } from '../gateways/shipping-gateway.ts';
import { moneySchema } from '../http/money-schema.ts';

const trackingUpdateSchema = z
  .strictObject({ status: z.enum(TRACKING_STATUSES), occurredAt: z.iso.datetime() })
  .meta({ id: 'TrackingUpdate' });

export const shipmentSchema = z
  .strictObject({
    id: z.uuid(),
    orderId: z.uuid(),
    status: z
      .enum(SHIPMENT_STATUSES)
      .meta({ description: 'purchasing: it is not known yet whether the label was bought' }),
    carrier: z.string(),
    service: z.string(),
    trackingCode: z.string().nullable(),
    labelUrl: z.url().nullable(),
    cost: moneySchema
      .nullable()
      .optional()
      .meta({ description: 'What the label cost the shop; shown to the back office only' }),
    updates: z.array(trackingUpdateSchema).meta({ description: 'What the carrier reported, oldest first' }),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'Shipment' });

import { ORDER_STATUSES, PAYMENT_STATUSES } from '@topheavy/domain';
import { z } from 'zod';
import { addressSchema } from '../carts/address.ts';
import { taxModeSchema } from '../carts/cart-schema.ts';
import { exchangeRateSchema } from '../carts/exchange-rate-schema.ts';
import { taxSchema } from '../carts/taxes-schema.ts';
import { currencySchema, moneySchema } from '../http/money-schema.ts';
import { textSchema } from '../http/text-schema.ts';

export const orderParams = z.object({ orderId: z.uuid() });

export const orderStatusSchema = z.enum(ORDER_STATUSES).meta({ id: 'OrderStatus' });

/** What the buyer may say about an order, when placing it and later. */
export const orderFields = {
  email: z.email().max(254),
  deliveryNote: textSchema(1, 500),
};

const taxed = { net: moneySchema, tax: moneySchema, gross: moneySchema };

const orderLineSchema = z
  .strictObject({
    productId: z.uuid(),
    sku: z.string(),
    name: z.string(),
    quantity: z.int(),
    unitPrice: moneySchema,
    subtotal: moneySchema,
    discount: moneySchema,
    ...taxed,
    rateBasisPoints: z.int(),
  })
  .meta({ id: 'OrderLine', description: 'As it was sold: later changes of the product do not show here' });

export const orderSchema = z
  .strictObject({
    id: z.uuid(),
    status: orderStatusSchema,
    currency: currencySchema,
    taxMode: taxModeSchema,
    email: z.string(),
    address: addressSchema,
    deliveryNote: z.string().nullable(),
    lines: z.array(orderLineSchema),
    shipping: z.strictObject({ carrier: z.string(), service: z.string(), ...taxed }),
    couponCode: z.string().nullable(),
    exchangeRate: exchangeRateSchema,
    totals: z.strictObject({
      subtotal: moneySchema,
      discount: moneySchema,
      shipping: moneySchema.meta({ description: 'With VAT when taxMode is inclusive, without otherwise' }),
      net: moneySchema,
      tax: moneySchema,
      total: moneySchema,
      taxes: z.array(taxSchema),
    }),
    payment: z
      .strictObject({ id: z.uuid(), status: z.enum(PAYMENT_STATUSES) })
      .nullable()
      .meta({ description: 'The one that counts, or the last that failed' }),
    shipmentId: z.uuid().nullable(),
    cancelReason: z.enum(['customer', 'back_office', 'reservation_expired']).nullable(),
    placedAt: z.iso.datetime(),
    expiresAt: z.iso.datetime().meta({ description: 'Until then the items are held for the payment' }),
    confirmedAt: z.iso.datetime().nullable(),
    fulfilledAt: z.iso.datetime().nullable(),
    cancelledAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Order' });

export const orderResponse = {
  description: 'The order',
  schema: orderSchema,
  headers: { ETag: 'Send it as If-Match to change the order' },
};

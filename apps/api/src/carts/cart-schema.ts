import { z } from 'zod';
import { currencySchema, moneySchema } from '../http/money-schema.ts';
import { addressSchema } from './address.ts';
import { cartChangeSchema, couponRefusalSchema } from './cart-change-schema.ts';
import { exchangeRateSchema } from './exchange-rate-schema.ts';
import { taxSchema } from './taxes-schema.ts';

export const cartParams = z.object({ cartId: z.uuid() });
export const cartItemParams = cartParams.extend({ productId: z.uuid() });

export const quantitySchema = z.int().min(1).max(999);

export const taxModeSchema = z.enum(['inclusive', 'exclusive']).meta({
  id: 'TaxMode',
  description: 'inclusive: prices contain VAT, for consumers; exclusive: VAT is added, for businesses',
});

export const shippingRateSchema = z
  .strictObject({
    rateId: z.string(),
    carrier: z.string(),
    service: z.string(),
    price: moneySchema,
    deliveryDays: z.int().nullable(),
  })
  .meta({ id: 'ShippingRate' });

const cartItemSchema = z
  .strictObject({
    productId: z.uuid(),
    sku: z.string(),
    name: z.string(),
    quantity: z.int(),
    available: z.int().meta({ description: 'Units that can be ordered now' }),
    unitPrice: moneySchema,
    subtotal: moneySchema,
  })
  .meta({ id: 'CartItem' });

const afterAddress = moneySchema.nullable().meta({ description: 'null until the address says the VAT rate' });

export const cartSchema = z
  .strictObject({
    id: z.uuid(),
    status: z.enum(['open', 'ordered']),
    currency: currencySchema,
    taxMode: taxModeSchema,
    items: z.array(cartItemSchema),
    address: addressSchema.nullable(),
    coupon: z
      .strictObject({ code: z.string(), applied: z.boolean(), refusal: couponRefusalSchema.nullable() })
      .nullable(),
    shipping: shippingRateSchema.nullable(),
    exchangeRate: exchangeRateSchema,
    totals: z.strictObject({
      subtotal: moneySchema,
      discount: moneySchema,
      shipping: moneySchema.nullable(),
      net: afterAddress,
      tax: afterAddress,
      total: afterAddress,
      taxes: z.array(taxSchema),
    }),
    changes: z.array(cartChangeSchema),
    missing: z
      .array(z.enum(['items', 'address', 'shipping']))
      .meta({ description: 'What an order still needs' }),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'Cart', description: 'Priced afresh at every read' });

/** The cart as it is now, with the tag that says whether it was seen. */
export const cartResponse = {
  description: 'The cart',
  schema: cartSchema,
  headers: { ETag: 'Changes with the cart and with its prices' },
};

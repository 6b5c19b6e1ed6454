import { cartOperations } from './carts/operations.ts';
import { couponOperations } from './coupons/operations.ts';
import type { AnyOperation } from './http/operation.ts';
import { ledgerOperations } from './ledger/operations.ts';
import { orderOperations } from './orders/operations.ts';
import { paymentOperations } from './payments/operations.ts';
import { productOperations } from './products/operations.ts';
import { shipmentOperations } from './shipments/operations.ts';
import { systemOperations } from './system/operations.ts';
import { webhookOperations } from './webhooks/operations.ts';

/** Every operation of the API, in the order in which the documentation shows them. */
export const operations: readonly AnyOperation[] = [
  ...productOperations,
  ...couponOperations,
  ...cartOperations,
  ...orderOperations,
  ...paymentOperations,
  ...shipmentOperations,
  ...ledgerOperations,
  ...webhookOperations,
  ...systemOperations,
];

import type { AnyOperation } from '../http/operation.ts';
import { authorizePayment } from './authorize-payment.ts';
import { capturePayment } from './capture-payment.ts';
import { readPayment } from './read-payment.ts';
import { refundPayment } from './refund-payment.ts';
import { voidPayment } from './void-payment.ts';

export const paymentOperations: readonly AnyOperation[] = [
  authorizePayment,
  readPayment,
  capturePayment,
  refundPayment,
  voidPayment,
];

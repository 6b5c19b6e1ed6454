import type { Kysely } from 'kysely';
import type { Database, PaymentRow } from '../db/schema.ts';
import { etag } from '../http/etag.ts';
import { paymentBody } from './payment-body.ts';

export const paymentHeaders = { ETag: 'Version of the payment', Location: 'Its URL' };

export const paymentUrl = (paymentId: string): string => `/v1/payments/${paymentId}`;

export async function paymentReply<Status extends number>(
  db: Kysely<Database>,
  status: Status,
  payment: PaymentRow,
) {
  return {
    status,
    body: await paymentBody(db, payment),
    headers: { ETag: etag(payment.version), Location: paymentUrl(payment.id) },
  };
}

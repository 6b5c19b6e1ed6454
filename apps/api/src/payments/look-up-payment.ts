import type { PaymentRow } from '../db/schema.ts';
import type { Dependencies } from '../dependencies.ts';
import type { ProviderPayment } from '../gateways/payment-gateway.ts';

/** What the provider knows of our payment, null when it never heard of it. Throws GatewayError. */
export const lookUpPayment = (
  { gateways }: Pick<Dependencies, 'gateways'>,
  payment: PaymentRow,
): Promise<ProviderPayment | null> =>
  payment.provider_reference === null
    ? gateways.payments.findPayment({ paymentId: payment.id, createdAt: payment.created_at })
    : gateways.payments.retrieve(payment.provider_reference);

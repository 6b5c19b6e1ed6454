import { money } from '@topheavy/domain';
import type { Dependencies } from '../dependencies.ts';
import type { ProviderRefund } from '../gateways/payment-gateway.ts';
import type { BegunRefund } from './begin-refund.ts';
import { providerOutcome, type Outcome } from './provider-outcome.ts';

/**
 * Asks the provider to give the amount back. After a try whose end nobody saw it first looks what became
 * of that: a refund can fail after it succeeded, and what a repeated key answers is what was true then.
 */
export async function callRefund(
  { gateways }: Pick<Dependencies, 'gateways'>,
  { payment, refund: row, attempt }: BegunRefund,
): Promise<Outcome<ProviderRefund>> {
  if (payment.provider_reference === null) throw new Error(`payment ${payment.id} took nothing`);
  const request = { refundId: row.id, reference: payment.provider_reference };
  const refund = () =>
    providerOutcome(
      gateways.payments.refund({ ...request, amount: money(row.amount_minor, payment.currency) }),
    );
  if (attempt === 'first') return refund();
  const found = await providerOutcome(gateways.payments.findRefund(request));
  if (found.kind !== 'answered') return { kind: 'unknown' };
  if (found.answer !== null) return { kind: 'answered', answer: found.answer };
  const outcome = await refund();
  return outcome.kind === 'unavailable' ? { kind: 'unknown' } : outcome;
}

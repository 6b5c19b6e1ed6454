import { money } from '@topheavy/domain';
import type { Dependencies } from '../dependencies.ts';
import type { ProviderPayment } from '../gateways/payment-gateway.ts';
import type { BegunPayment } from './begin-payment.ts';
import { lookUpPayment } from './look-up-payment.ts';
import { providerOutcome, type Outcome } from './provider-outcome.ts';

/**
 * Asks the provider to hold the payment's amount. After a try whose end nobody saw it first looks what
 * became of that: it may have worked, and what a repeated key answers is what was true then.
 */
export async function callAuthorize(
  deps: Pick<Dependencies, 'gateways'>,
  { payment, attempt }: BegunPayment,
  paymentMethod: string,
): Promise<Outcome<ProviderPayment>> {
  const authorize = () =>
    providerOutcome(
      deps.gateways.payments.authorize({
        paymentId: payment.id,
        orderId: payment.order_id,
        amount: money(payment.amount_minor, payment.currency),
        paymentMethod,
      }),
    );
  if (attempt === 'first') return authorize();
  const found = await providerOutcome(lookUpPayment(deps, payment));
  if (found.kind !== 'answered') return { kind: 'unknown' };
  if (found.answer !== null) return { kind: 'answered', answer: found.answer };
  const outcome = await authorize();
  return outcome.kind === 'unavailable' ? { kind: 'unknown' } : outcome;
}

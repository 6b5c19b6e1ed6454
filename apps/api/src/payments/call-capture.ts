import { money } from '@topheavy/domain';
import type { Dependencies } from '../dependencies.ts';
import type { GatewayError } from '../gateways/gateway-error.ts';
import type { ProviderPayment } from '../gateways/payment-gateway.ts';
import type { BegunCapture } from './begin-capture.ts';
import { providerOutcome } from './provider-outcome.ts';

/** What is known of one capture, and with it the whole payment where the provider showed it. */
export type CaptureOutcome =
  | { readonly kind: 'captured'; readonly view: ProviderPayment }
  | { readonly kind: 'refused'; readonly view: ProviderPayment | null }
  | { readonly kind: 'unavailable'; readonly error: GatewayError }
  | { readonly kind: 'unknown'; readonly view: ProviderPayment | null };

type Needs = Pick<Dependencies, 'gateways' | 'clock' | 'logger'>;

/**
 * Stripe keeps an idempotency key for 24 hours at least. After that, repeating a capture may take the
 * amount once more; an hour is left for clocks that disagree.
 */
const REPEATABLE_MS = 23 * 60 * 60 * 1000;

const UNKNOWN = { kind: 'unknown', view: null } as const;

/** Asks the provider for the capture; after a try whose end nobody saw, it first looks what was captured. */
export async function callCapture(needs: Needs, begun: BegunCapture): Promise<CaptureOutcome> {
  const { payment } = begun;
  if (payment.provider_reference === null) throw new Error(`payment ${payment.id} holds nothing`);
  const reference = payment.provider_reference;
  if (begun.attempt === 'first') return firstCapture(needs, begun, reference);
  const seen = await look(needs, reference);
  if (seen === null) return UNKNOWN;
  const unexplainedMinor = seen.captured.amount - payment.captured_minor;
  if (unexplainedMinor === payment.capturing_minor) return { kind: 'unknown', view: seen };
  if (unexplainedMinor !== 0 && !isRepeatable(needs, begun)) {
    needs.logger.error({ captureId: begun.capture.id }, 'cannot tell whether this capture was carried out');
    return { kind: 'unknown', view: seen };
  }
  return repeatCapture(needs, begun, reference);
}

async function firstCapture(needs: Needs, begun: BegunCapture, reference: string): Promise<CaptureOutcome> {
  const outcome = await providerOutcome(capture(needs, begun, reference));
  switch (outcome.kind) {
    case 'answered':
      return { kind: 'captured', view: outcome.answer };
    case 'rejected':
      return { kind: 'refused', view: await look(needs, reference) };
    case 'unavailable':
      return outcome;
    case 'unknown':
      return UNKNOWN;
  }
}

async function repeatCapture(needs: Needs, begun: BegunCapture, reference: string): Promise<CaptureOutcome> {
  const outcome = await providerOutcome(capture(needs, begun, reference));
  if (outcome.kind === 'answered') return { kind: 'captured', view: outcome.answer };
  if (outcome.kind !== 'rejected') return UNKNOWN;
  // It may be refused because an earlier try took the amount: only if nothing was taken, it never will be.
  const view = await look(needs, reference);
  const nothingTaken = view !== null && view.captured.amount <= begun.payment.captured_minor;
  return { kind: nothingTaken ? 'refused' : 'unknown', view };
}

const capture = ({ gateways }: Needs, { capture: row, payment }: BegunCapture, reference: string) =>
  gateways.payments.capture({
    captureId: row.id,
    reference,
    amount: money(row.amount_minor, payment.currency),
    final: row.final,
  });

/** Null when the provider does not show the payment now. */
async function look({ gateways }: Needs, reference: string): Promise<ProviderPayment | null> {
  const outcome = await providerOutcome(gateways.payments.retrieve(reference));
  return outcome.kind === 'answered' ? outcome.answer : null;
}

const isRepeatable = ({ clock }: Needs, { capture: row }: BegunCapture): boolean =>
  clock.now().getTime() - row.created_at.getTime() < REPEATABLE_MS;

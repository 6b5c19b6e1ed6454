import { money } from '@topheavy/domain';
import type { PaymentRow } from '../db/schema.ts';
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

/** A capture, and the payment as it was before. */
type Asked = Pick<BegunCapture, 'payment' | 'capture'>;

type CalledAgain = Exclude<CaptureOutcome, { kind: 'unavailable' }>;

/** Asks the provider for the capture; after a try whose end nobody saw, it first looks what was captured. */
export const callCapture = (needs: Needs, { attempt, ...asked }: BegunCapture): Promise<CaptureOutcome> =>
  attempt === 'first' ? firstCapture(needs, asked) : captureAgain(needs, asked);

/** A provider that is not there now says nothing of the try before: what came of that stays unknown. */
export async function captureAgain(needs: Needs, asked: Asked): Promise<CalledAgain> {
  const { payment } = asked;
  const seen = await look(needs, payment);
  if (seen === null) return UNKNOWN;
  const unexplainedMinor = seen.captured.amount - payment.captured_minor;
  if (unexplainedMinor === payment.capturing_minor) return { kind: 'unknown', view: seen };
  if (unexplainedMinor !== 0 && !isRepeatable(needs, asked)) {
    needs.logger.error({ captureId: asked.capture.id }, 'cannot tell whether this capture was carried out');
    return { kind: 'unknown', view: seen };
  }
  return repeatCapture(needs, asked);
}

async function firstCapture(needs: Needs, asked: Asked): Promise<CaptureOutcome> {
  const outcome = await providerOutcome(capture(needs, asked));
  switch (outcome.kind) {
    case 'answered':
      return { kind: 'captured', view: outcome.answer };
    case 'rejected':
      return { kind: 'refused', view: await look(needs, asked.payment) };
    case 'unavailable':
      return outcome;
    case 'unknown':
      return UNKNOWN;
  }
}

async function repeatCapture(needs: Needs, asked: Asked): Promise<CalledAgain> {
  const outcome = await providerOutcome(capture(needs, asked));
  if (outcome.kind === 'answered') return { kind: 'captured', view: outcome.answer };
  if (outcome.kind !== 'rejected') return UNKNOWN;
  // It may be refused because an earlier try took the amount: only if nothing was taken, it never will be.
  const view = await look(needs, asked.payment);
  const nothingTaken = view !== null && view.captured.amount <= asked.payment.captured_minor;
  return { kind: nothingTaken ? 'refused' : 'unknown', view };
}

const capture = ({ gateways }: Needs, { capture: row, payment }: Asked) =>
  gateways.payments.capture({
    captureId: row.id,
    reference: referenceOf(payment),
    amount: money(row.amount_minor, payment.currency),
    final: row.final,
  });

/** Null when the provider does not show the payment now. */
async function look({ gateways }: Needs, payment: PaymentRow): Promise<ProviderPayment | null> {
  const outcome = await providerOutcome(gateways.payments.retrieve(referenceOf(payment)));
  return outcome.kind === 'answered' ? outcome.answer : null;
}

function referenceOf({ id, provider_reference: reference }: PaymentRow): string {
  if (reference === null) throw new Error(`payment ${id} holds nothing`);
  return reference;
}

const isRepeatable = ({ clock }: Needs, { capture: row }: Asked): boolean =>
  clock.now().getTime() - row.created_at.getTime() < REPEATABLE_MS;

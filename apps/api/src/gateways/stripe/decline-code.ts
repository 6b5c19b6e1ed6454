import { DECLINE_CODES, type DeclineCode } from '../payment-gateway.ts';

const SYNONYMS: Readonly<Record<string, DeclineCode>> = {
  authentication_required: 'authentication_failed',
  payment_intent_authentication_failure: 'authentication_failed',
  invalid_cvc: 'incorrect_cvc',
};

/**
 * Stripe's `decline_code` (the issuer's reason) before its `code`, in our closed list. The issuers'
 * list is open, so what we do not know is a generic decline.
 */
export function declineCodeOf(error: {
  code?: string | null | undefined;
  decline_code?: string | null | undefined;
}): DeclineCode {
  const candidates = [error.decline_code, error.code].map((code) => SYNONYMS[code ?? ''] ?? code);
  return DECLINE_CODES.find((known) => candidates.includes(known)) ?? 'generic_decline';
}

import type { Money } from '@topheavy/domain';

/** Closed list: the provider's own text never reaches a customer. */
export const DECLINE_CODES = [
  'generic_decline',
  'insufficient_funds',
  'expired_card',
  'lost_card',
  'stolen_card',
  'incorrect_cvc',
  'processing_error',
  'authentication_failed',
] as const;
export type DeclineCode = (typeof DECLINE_CODES)[number];

/**
 * A payment as the provider sees it now. Amounts in the payment's currency: `authorized` is the amount of
 * the hold from when it stands until after its last capture, and zero in every other state.
 */
export type ProviderPayment = {
  /** The provider's id, `pi_…`. */
  readonly reference: string;
  readonly state: 'processing' | 'requires_action' | 'authorized' | 'declined' | 'captured' | 'voided';
  readonly authorized: Money;
  readonly captured: Money;
  readonly declineCode: DeclineCode | null;
  /** Where the customer completes the authentication, while `requires_action`. */
  readonly nextActionUrl: string | null;
};

export type ProviderRefund = {
  /** The provider's id, `re_…`. */
  readonly reference: string;
  readonly state: 'processing' | 'succeeded' | 'failed';
};

/**
 * Every method throws GatewayError. `unknown` means: do not conclude anything, settle later.
 * Repeating a call with the same id never doubles its effect.
 */
export type PaymentGateway = {
  /** Holds `amount`. A decline is an answer, not an error. A KWD amount must end in 0, as for `capture` and `refund`. */
  authorize(request: {
    paymentId: string;
    orderId: string;
    amount: Money;
    paymentMethod: string;
  }): Promise<ProviderPayment>;
  /** Takes `amount` of the hold; `final` releases the rest. */
  capture(request: {
    captureId: string;
    reference: string;
    amount: Money;
    final: boolean;
  }): Promise<ProviderPayment>;
  refund(request: { refundId: string; reference: string; amount: Money }): Promise<ProviderRefund>;
  /** Releases the whole hold. */
  void(request: { paymentId: string; reference: string }): Promise<ProviderPayment>;
  retrieve(reference: string): Promise<ProviderPayment>;
  /**
   * The payment that we created under `paymentId`, or null when the provider has none. Reads the list
   * of the time window, not the search index, which lags behind writes.
   */
  findPayment(request: { paymentId: string; createdAt: Date }): Promise<ProviderPayment | null>;
  findRefund(request: { refundId: string; reference: string }): Promise<ProviderRefund | null>;
};

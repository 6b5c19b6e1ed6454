import { actionsAllowedIn, statusAfter, type Transition } from './transition-table.ts';

/** `processing` includes the unknown: asked for, and no answer that could be trusted. */
export const PAYMENT_STATUSES = [
  'processing',
  'requires_action',
  'authorized',
  'declined',
  'captured',
  'voided',
  'failed',
] as const;

export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

/** A payment in one of these holds money, took some, or still may; an order has at most one. */
export const LIVE_PAYMENT_STATUSES = [
  'processing',
  'requires_action',
  'authorized',
  'captured',
] as const satisfies readonly PaymentStatus[];

/**
 * Which action leads where. Whatever is not listed is refused. How much may be captured or
 * refunded is guarded by the amounts: an authorized payment has captured money once a part of
 * its hold was captured, and only that can be refunded.
 */
export const PAYMENT_TRANSITIONS = {
  authorize: { from: ['processing', 'requires_action'], to: 'authorized' },
  decline: { from: ['processing', 'requires_action'], to: 'declined' },
  require_action: { from: ['processing'], to: 'requires_action' },
  fail: { from: ['processing', 'requires_action'], to: 'failed' },
  /** A part: the rest of the hold stays. */
  capture: { from: ['authorized'], to: 'unchanged' },
  /** The last part: what is left of the hold is released. */
  capture_final: { from: ['authorized'], to: 'captured' },
  /** Only a hold of which nothing was captured; after a part, `capture_final` ends it. */
  void: { from: ['authorized', 'requires_action'], to: 'voided' },
  /** The hold ran out at the card's bank, again with nothing captured. */
  expire: { from: ['authorized'], to: 'voided' },
  refund: { from: ['authorized', 'captured'], to: 'unchanged' },
} as const satisfies Record<string, Transition<PaymentStatus>>;

export type PaymentAction = keyof typeof PAYMENT_TRANSITIONS;

/** The status `action` leads to, undefined when `status` does not allow it. */
export function paymentTransition(status: PaymentStatus, action: PaymentAction): PaymentStatus | undefined {
  return statusAfter<PaymentStatus>(PAYMENT_TRANSITIONS[action], status);
}

/** What may be done to a payment in `status`. */
export function allowedPaymentActions(status: PaymentStatus): PaymentAction[] {
  return actionsAllowedIn<PaymentStatus, PaymentAction>(PAYMENT_TRANSITIONS, status);
}

/** The statuses that allow `action`: the condition of its compare-and-set update. */
export function paymentStatusesFor(action: PaymentAction): readonly PaymentStatus[] {
  return PAYMENT_TRANSITIONS[action].from;
}

import type { CaptureRow, PaymentRow } from '../db/schema.ts';

/** A capture that lets go of the rest, done or under way: the provider takes none after it. */
export const hasFinalCapture = (captures: readonly CaptureRow[]): boolean =>
  captures.some((capture) => capture.final && capture.status !== 'failed');

/** How much of the hold can be captured now. What is being captured counts as taken. */
export const capturableMinor = (payment: PaymentRow, captures: readonly CaptureRow[]): number =>
  payment.status === 'authorized' && payment.voiding_since === null && !hasFinalCapture(captures)
    ? payment.authorized_minor - payment.captured_minor - payment.capturing_minor
    : 0;

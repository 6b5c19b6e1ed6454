/**
 * How one attempt failed, as seen on the wire and before anybody asks what it means:
 * - `not-sent`: no connection came about, or the breaker was open;
 * - `timed-out`: the deadline passed while we waited;
 * - `lost`: the connection broke after the request was on its way;
 * - `unreadable`: a success status with a body that is not what the contract says;
 * - `refused`: the service answered with an error status.
 */
export type CallFailureKind = 'not-sent' | 'timed-out' | 'lost' | 'unreadable' | 'refused';

export class CallFailure extends Error {
  readonly kind: CallFailureKind;
  /** The HTTP status of a refusal, else null. */
  readonly status: number | null;
  /** The service's own code for a refusal, such as `amount_too_large`. */
  readonly code: string | null;

  constructor(
    kind: CallFailureKind,
    message: string,
    details: { status?: number; code?: string | undefined; cause?: unknown } = {},
  ) {
    super(message, { cause: details.cause });
    this.name = 'CallFailure';
    this.kind = kind;
    this.status = details.status ?? null;
    this.code = details.code ?? null;
  }
}

/** The service answered with an error status. `code` is its own word for it, where it gives one. */
export const refusal = (status: number, code?: string, cause?: unknown): CallFailure =>
  new CallFailure('refused', `answered ${status}${code === undefined ? '' : ` ${code}`}`, {
    status,
    code,
    cause,
  });

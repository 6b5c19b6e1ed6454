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
  /**
   * What the client library made of a refusal. Not the `cause`, which is logged: a service may repeat in
   * its words what it was sent, and that may be a key or a customer's.
   */
  readonly #answer: unknown;

  constructor(
    kind: CallFailureKind,
    message: string,
    details: { status?: number; code?: string | undefined; cause?: unknown; answer?: unknown } = {},
  ) {
    super(message, { cause: details.cause });
    this.name = 'CallFailure';
    this.kind = kind;
    this.status = details.status ?? null;
    this.code = details.code ?? null;
    this.#answer = details.answer;
  }

  get answer(): unknown {
    return this.#answer;
  }
}

/** The service answered with an error status. `code` is its own word for it, where it gives one. */
export const refusal = (status: number, code?: string, answer?: unknown): CallFailure =>
  new CallFailure('refused', `answered ${status}${code === undefined ? '' : ` ${code}`}`, {
    status,
    code,
    answer,
  });

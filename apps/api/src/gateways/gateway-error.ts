/**
 * What a failed call to another service means for us. The difference matters more than the cause:
 * - `unavailable`: the call certainly had no effect (refused, breaker open, rate limited, or a read);
 * - `unknown`: it may have had its effect (timeout, reset after sending, 5xx, unreadable answer);
 * - `rejected`: the service understood and said no (4xx), so repeating it is pointless.
 */
export type GatewayFailure = 'unavailable' | 'unknown' | 'rejected';

export type GatewayName = 'payments' | 'tax' | 'exchange' | 'shipping' | 'inventory' | 'email';

export class GatewayError extends Error {
  readonly gateway: GatewayName;
  readonly failure: GatewayFailure;
  /** The service's own code for a rejection, such as `charge_already_refunded`. */
  readonly code: string | null;

  constructor(
    gateway: GatewayName,
    failure: GatewayFailure,
    message: string,
    options: { code?: string; cause?: unknown } = {},
  ) {
    super(`${gateway}: ${message}`, { cause: options.cause });
    this.name = 'GatewayError';
    this.gateway = gateway;
    this.failure = failure;
    this.code = options.code ?? null;
  }
}

export const isGatewayError = (error: unknown, failure?: GatewayFailure): error is GatewayError =>
  error instanceof GatewayError && (failure === undefined || error.failure === failure);

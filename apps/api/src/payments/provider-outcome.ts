import { isGatewayError, type GatewayError } from '../gateways/gateway-error.ts';

/** A call to the payment service as an answer or one of the three ways in which there is none. */
export type Outcome<Answer> =
  | { readonly kind: 'answered'; readonly answer: Answer }
  | { readonly kind: 'rejected' }
  | { readonly kind: 'unavailable'; readonly error: GatewayError }
  | { readonly kind: 'unknown' };

export async function providerOutcome<Answer>(call: Promise<Answer>): Promise<Outcome<Answer>> {
  try {
    return { kind: 'answered', answer: await call };
  } catch (error) {
    if (isGatewayError(error, 'rejected')) return { kind: 'rejected' };
    if (isGatewayError(error, 'unavailable')) return { kind: 'unavailable', error };
    if (isGatewayError(error, 'unknown')) return { kind: 'unknown' };
    throw error;
  }
}

/**
 * Which try at an effect this is. Only of the first is an `unavailable` service proof that nothing
 * happened; before any later one the provider is asked what became of the try before. `none`: it is
 * settled, there is nothing left to do.
 */
export type Attempt = 'first' | 'again' | 'none';

import type { Dependencies } from '../dependencies.ts';
import { isGatewayError } from '../gateways/gateway-error.ts';
import type { ShippingQuote } from '../gateways/shipping-gateway.ts';
import { problem } from '../problems/problem.ts';
import type { Address } from './address.ts';

export type Parcel = {
  readonly to: Address;
  readonly items: readonly { readonly quantity: number; readonly weight_grams: number }[];
  /** Ours, for people who search the carrier's dashboard. */
  readonly reference: string;
};

/** What it costs to send the items there; at least one rate. Throws 422 when no carrier goes there. */
export async function askCarriers(
  { gateways }: Pick<Dependencies, 'gateways'>,
  { to, items, reference }: Parcel,
): Promise<ShippingQuote> {
  const weightGrams = items.reduce((sum, item) => sum + item.quantity * item.weight_grams, 0);
  let cause: unknown;
  try {
    const quote = await gateways.shipping.quote({ to, weightGrams, reference });
    if (quote.rates.length > 0) return quote;
  } catch (error) {
    if (!isGatewayError(error, 'rejected')) throw error;
    cause = error;
  }
  throw problem('destination-not-supported', {
    detail: 'No carrier takes these items to this address. Check the address.',
    cause,
  });
}

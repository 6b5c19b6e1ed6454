import { describe, expect, it } from 'vitest';
import { askCarriers } from '#api/carts/ask-carriers.ts';
import { GatewayError } from '#api/gateways/gateway-error.ts';
import { mockContext } from '../support/context.ts';
import { shippingQuote } from '../support/rates.ts';
import { address } from '../support/rows.ts';

describe('askCarriers', () => {
  const parcel = {
    to: address,
    items: [
      { quantity: 2, weight_grams: 350 },
      { quantity: 1, weight_grams: 100 },
    ],
    reference: 'cart-1',
  };

  it('asks for a parcel of the total weight', async () => {
    const { context } = mockContext();
    context.gateways.shipping.quote.mockResolvedValue(shippingQuote());

    await expect(askCarriers(context, parcel)).resolves.toEqual(shippingQuote());
    expect(context.gateways.shipping.quote).toHaveBeenCalledWith({
      to: address,
      weightGrams: 800,
      reference: 'cart-1',
    });
  });

  it('throws destination-not-supported without any rate', async () => {
    const { context } = mockContext();
    context.gateways.shipping.quote.mockResolvedValue(shippingQuote({ rates: [] }));

    await expect(askCarriers(context, parcel)).rejects.toMatchObject({ slug: 'destination-not-supported' });
  });

  it('throws destination-not-supported when the carrier refuses the address', async () => {
    const { context } = mockContext();
    context.gateways.shipping.quote.mockRejectedValue(new GatewayError('shipping', 'rejected', 'no'));

    await expect(askCarriers(context, parcel)).rejects.toMatchObject({ slug: 'destination-not-supported' });
  });

  it('passes an outage on', async () => {
    const { context } = mockContext();
    context.gateways.shipping.quote.mockRejectedValue(new GatewayError('shipping', 'unavailable', 'down'));

    await expect(askCarriers(context, parcel)).rejects.toMatchObject({ failure: 'unavailable' });
  });
});

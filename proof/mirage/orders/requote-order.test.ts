import { beforeEach, describe, expect, it, vi } from 'vitest';
import { askCarriers } from '#api/carts/ask-carriers.ts';
import { requoteOrder } from '#api/orders/requote-order.ts';
import { mockContext } from '../support/context.ts';
import { shippingQuote, shippingRate } from '../support/rates.ts';
import { address, order, uuid } from '../support/rows.ts';

// Mocks are what this exhibit is about: proof/README.md.
vi.mock('#api/carts/ask-carriers.ts');

describe('requoteOrder', () => {
  const items = [{ quantity: 2, weight_grams: 350 }];

  beforeEach(() => {
    vi.mocked(askCarriers).mockResolvedValue(shippingQuote());
  });

  it('takes the same service of the new quote', async () => {
    const { context } = mockContext({}, items);

    await expect(requoteOrder(context, order(), address)).resolves.toEqual({
      shipping_quote_reference: 'shp_1',
      shipping_rate_reference: 'rate_1',
    });
    expect(askCarriers).toHaveBeenCalledWith(context, { to: address, items, reference: uuid(5) });
  });

  it('throws destination-not-supported when the service does not go there', async () => {
    vi.mocked(askCarriers).mockResolvedValue(
      shippingQuote({ rates: [shippingRate({ service: 'Express' })] }),
    );
    const { context } = mockContext({}, items);

    await expect(requoteOrder(context, order(), address)).rejects.toMatchObject({
      slug: 'destination-not-supported',
    });
  });
});

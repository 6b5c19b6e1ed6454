import type { Shop } from './seed-catalogue.ts';

/** Counts stock at the fake of Square, over the fakes' control port. */
export const stockCounter =
  (fakesControlUrl: string, locationId: string): Shop['count'] =>
  async (inventoryReference, quantity) => {
    const response = await fetch(new URL('/_fake/given', fakesControlUrl), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        provider: 'square',
        fact: 'stock',
        args: {
          catalog_object_id: inventoryReference,
          location_id: locationId,
          quantity: String(quantity),
        },
      }),
    });
    if (!response.ok) throw new Error(`The fakes took no stock count: ${await response.text()}`);
  };

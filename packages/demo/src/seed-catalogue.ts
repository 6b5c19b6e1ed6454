import { coupons, products } from './catalogue.ts';

export type Shop = {
  readonly apiUrl: string;
  readonly officeKey: string;
  /** Tells the inventory service how much is there; else the next stock sync would empty the shelves. */
  count(inventoryReference: string, quantity: number): Promise<void>;
};

/**
 * Puts products with stock and two coupons into the shop, through its API. What is there already stays
 * as it is, so it may be called again. Throws when the API refuses, with its words.
 */
export async function seedCatalogue(shop: Shop): Promise<void> {
  for (const { priceMinor, onHand, ...product } of products) {
    const inventoryReference = `INV-${product.sku}`;
    const created = await send(shop, 'POST', '/v1/products', {
      ...product,
      inventoryReference,
      price: { amount: priceMinor, currency: 'EUR' },
    });
    if (created === null) continue;
    await shop.count(inventoryReference, onHand);
    await send(shop, 'PUT', `/v1/products/${created.id}/stock`, { onHand });
  }
  for (const coupon of coupons) await send(shop, 'POST', '/v1/coupons', coupon);
}

/** Null where the shop has it already: the SKU or the code is taken. */
async function send(
  shop: Shop,
  method: 'POST' | 'PUT',
  path: string,
  body: object,
): Promise<{ id: string } | null> {
  const response = await fetch(new URL(path, shop.apiUrl), {
    method,
    headers: {
      authorization: `Bearer ${shop.officeKey}`,
      'content-type': 'application/json',
      'idempotency-key': crypto.randomUUID(),
    },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (response.status === 409) return null;
  if (!response.ok) throw new Error(`${method} ${path} was answered with ${response.status}: ${text}`);
  return JSON.parse(text) as { id: string };
}

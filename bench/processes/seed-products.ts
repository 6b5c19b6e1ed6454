import type { HttpClient } from './http-client.ts';
import type { OpenShop } from './open-shop.ts';

/** SQUARE_LOCATION_ID of the environment that the testbed gives an API. */
const LOCATION = 'L_MAIN';

export type Goods = { readonly id: string; readonly inventoryReference: string };

/** Puts products on the shelf, through the API, and the same counts into the books of the inventory service. */
export async function seedProducts(
  { fakes, officeKey }: Pick<OpenShop, 'fakes' | 'officeKey'>,
  http: HttpClient,
  apiUrl: string,
  { count, onHand }: { readonly count: number; readonly onHand: number },
): Promise<Goods[]> {
  const goods: Goods[] = [];
  for (let number = 1; number <= count; number += 1) {
    const inventoryReference = `INV-${number}`;
    await fakes.control.given('square', 'stock', {
      catalog_object_id: inventoryReference,
      location_id: LOCATION,
      quantity: String(onHand),
    });
    const { status, body } = await http.ask({
      method: 'POST',
      url: `${apiUrl}/v1/products`,
      apiKey: officeKey,
      idempotencyKey: crypto.randomUUID(),
      body: {
        sku: `SKU-${number}`,
        name: `Product ${number}`,
        taxCategory: number % 2 === 0 ? 'reduced' : 'standard',
        weightGrams: 100 + 50 * number,
        inventoryReference,
        price: { amount: 500 + 137 * number, currency: 'EUR' },
        onHand,
      },
    });
    if (status !== 201) throw new Error(`The shop took no product: ${status} ${JSON.stringify(body)}`);
    goods.push({ id: (body as { id: string }).id, inventoryReference });
  }
  return goods;
}

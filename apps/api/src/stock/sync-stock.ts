import type { Dependencies } from '../dependencies.ts';
import { applyCounts } from './apply-counts.ts';

/** As many as the inventory service counts in one request. */
const PAGE = 100;

type Needs = Pick<Dependencies, 'db' | 'clock' | 'gateways' | 'logger' | 'metrics'>;

/**
 * Brings the stock of all active products in line with the inventory service, and says how many products
 * it had a count for. Throws GatewayError when the service does not answer; pages before that are done.
 */
export async function syncStock(deps: Needs): Promise<number> {
  let synced = 0;
  let after: string | null = null;
  for (;;) {
    const products = await nextPage(deps, after);
    after = products.at(-1)?.id ?? null;
    if (after === null) return synced;
    const askedAt = deps.clock.now();
    const counts = await deps.gateways.inventory.countsInStock(products.map((product) => product.reference));
    const answer = products.map(({ id, reference }) => ({
      productId: id,
      units: counts.get(reference) ?? null,
    }));
    await applyCounts(deps, askedAt, answer);
    synced += answer.filter(({ units }) => units !== null).length;
  }
}

function nextPage({ db }: Needs, after: string | null): Promise<{ id: string; reference: string }[]> {
  let products = db
    .selectFrom('products')
    .select(['id', 'inventory_reference as reference'])
    .where('active', '=', true)
    .orderBy('id')
    .limit(PAGE);
  if (after !== null) products = products.where('id', '>', after);
  return products.execute();
}

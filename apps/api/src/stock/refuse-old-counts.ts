import type { Dependencies } from '../dependencies.ts';
import { problem } from '../problems/problem.ts';

/**
 * Throws 503 when one of the counts is too old to sell by: the inventory service has not answered for that
 * long. Stock that is kept by hand has no age, so a correction by hand lets an item be sold meanwhile.
 */
export function refuseOldCounts(
  { clock, config }: Pick<Dependencies, 'clock' | 'config'>,
  stock: readonly { readonly product_id: string; readonly synced_at: Date | null }[],
): void {
  const oldest = clock.now().getTime() - config.stockStaleMs;
  const old = stock.filter(({ synced_at: at }) => at !== null && at.getTime() <= oldest);
  if (old.length === 0) return;
  const products = old.map(({ product_id: id }) => id).join(', ');
  throw problem('dependency-unavailable', {
    detail: `The inventory service has not counted ${products} for too long. Try again shortly.`,
    headers: { 'Retry-After': '60' },
  });
}

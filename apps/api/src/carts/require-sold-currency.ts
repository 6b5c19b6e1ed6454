import type { Currency } from '@topheavy/domain';
import type { Dependencies } from '../dependencies.ts';
import { problem } from '../problems/problem.ts';

/** What is ordered stays in its currency to the end; only new orders are refused. Throws 422. */
export function requireSoldCurrency({ config }: Pick<Dependencies, 'config'>, currency: Currency): void {
  if (config.currencies.includes(currency)) return;
  throw problem('currency-not-sold', {
    detail: `The shop does not sell in ${currency} any more. Choose one of ${config.currencies.join(', ')}.`,
    extra: { currencies: config.currencies },
  });
}

import type { Currency } from './currency.ts';

/** Two amounts met whose currencies differ; one has to be converted before they can. */
export class CurrencyMismatchError extends Error {
  override readonly name = 'CurrencyMismatchError';

  constructor(left: Currency, right: Currency) {
    super(`${left} and ${right} cannot be combined: convert one of them first`);
  }
}

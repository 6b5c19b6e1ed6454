import type { Currency, RateMicros } from '@topheavy/domain';

export type ExchangeRate = {
  readonly base: Currency;
  readonly quote: Currency;
  readonly rateMicros: RateMicros;
  /** The banking day the rate is of, `YYYY-MM-DD`. */
  readonly date: string;
};

export type ExchangeGateway = {
  /** Latest rates from `base` to each of `quotes`; every one of them is present or the call throws. */
  latest(base: Currency, quotes: readonly Currency[]): Promise<readonly ExchangeRate[]>;
};

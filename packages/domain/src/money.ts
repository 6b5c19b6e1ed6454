import type { Currency } from './currency.ts';
import { CurrencyMismatchError } from './currency-mismatch-error.ts';
import { integerWithin } from './integer-within.ts';

declare const checked: unique symbol;

/**
 * An amount in minor units of its currency: a safe integer, possibly negative. The brand
 * keeps object literals out, so that every Money has been through `money()`.
 */
export type Money = {
  readonly amount: number;
  readonly currency: Currency;
  readonly [checked]: true;
};

/** Makes a Money from minor units. Throws RangeError unless `amountMinor` is a safe integer. */
export function money(amountMinor: number, currency: Currency): Money {
  const amount = integerWithin(amountMinor, `an amount in ${currency} minor units`);
  return { amount, currency } as Money;
}

/** Nothing, in a currency: where a sum starts. */
export function zero(currency: Currency): Money {
  return money(0, currency);
}

/** Throws CurrencyMismatchError on mixed currencies, RangeError above the safe range. */
export function add(left: Money, right: Money): Money {
  requireSameCurrency(left, right);
  return money(left.amount + right.amount, left.currency);
}

/** Throws CurrencyMismatchError on mixed currencies, RangeError above the safe range. */
export function subtract(left: Money, right: Money): Money {
  return add(left, negate(right));
}

/** The same amount the other way round; zero stays zero. */
export function negate(value: Money): Money {
  return money(-value.amount, value.currency);
}

/** The sum of `values`, zero when there are none. Throws as `add` does. */
export function sum(currency: Currency, values: readonly Money[]): Money {
  return values.reduce(add, zero(currency));
}

/** Negative, zero or positive, as `Array.sort` wants it. Throws CurrencyMismatchError. */
export function compare(left: Money, right: Money): number {
  requireSameCurrency(left, right);
  return left.amount - right.amount;
}

/** Whether the amount is exactly nothing. */
export function isZero(value: Money): boolean {
  return value.amount === 0;
}

/** Whether the amount is below zero; zero itself is not. */
export function isNegative(value: Money): boolean {
  return value.amount < 0;
}

function requireSameCurrency(left: Money, right: Money): void {
  if (left.currency !== right.currency) {
    throw new CurrencyMismatchError(left.currency, right.currency);
  }
}

import { exponentOf, isCurrency } from './currency.ts';
import { money, type Money } from './money.ts';

/** '19.99 EUR', '-1.000 KWD', '500 JPY': as many decimals as the currency has. */
export function formatMoney(value: Money): string {
  const exponent = exponentOf(value.currency);
  const sign = value.amount < 0 ? '-' : '';
  const digits = String(Math.abs(value.amount)).padStart(exponent + 1, '0');
  const whole = digits.slice(0, digits.length - exponent);
  const decimals = exponent === 0 ? '' : `.${digits.slice(-exponent)}`;
  return `${sign}${whole}${decimals} ${value.currency}`;
}

/**
 * The exact inverse of `formatMoney`. Throws RangeError on any other spelling: '5 EUR' could
 * mean cents to its writer, and '1.000 EUR' a thousand.
 */
export function parseMoney(text: string): Money {
  const currency = text.slice(-3);
  const amountMinor = Number(text.slice(0, -4).replace('.', ''));
  if (isCurrency(currency) && Number.isSafeInteger(amountMinor)) {
    const value = money(amountMinor, currency);
    if (formatMoney(value) === text) return value;
  }
  throw new RangeError(`not an amount of money: '${text}', expected the form '19.99 EUR' or '500 JPY'`);
}

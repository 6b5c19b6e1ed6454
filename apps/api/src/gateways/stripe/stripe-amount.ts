import { exponentOf, isCurrency, money, type Money } from '@topheavy/domain';
import { CallFailure } from '../call-failure.ts';
import { GatewayError } from '../gateway-error.ts';

/**
 * Stripe counts in minor units with the ISO 4217 exponents for all currencies we sell in; where it
 * departs from ISO (ISK, for one), we do not sell. One difference is left: of a three-decimal
 * currency it takes two decimals only, so the last digit must be 0. Rounding would charge something
 * else than the customer agreed to, hence the refusal, before anything is sent.
 */
export function toStripeAmount({ amount, currency }: Money): { amount: number; currency: string } {
  if (exponentOf(currency) === 3 && amount % 10 !== 0) {
    throw new GatewayError(
      'payments',
      'rejected',
      `an amount of ${amount} in ${currency} minor units cannot be charged: the last digit must be 0`,
      { code: 'amount-not-chargeable' },
    );
  }
  return { amount, currency: currency.toLowerCase() };
}

export function fromStripeAmount(amount: number, stripeCurrency: string): Money {
  const currency = stripeCurrency.toUpperCase();
  if (!isCurrency(currency)) {
    throw new CallFailure('unreadable', `the answer is in a currency we do not deal in (${stripeCurrency})`);
  }
  return money(amount, currency);
}

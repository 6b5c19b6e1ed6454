import { invalidParameter, invalidRequest } from './errors.ts';

const currencies = new Set(Intl.supportedValuesOf('currency').map((code) => code.toLowerCase()));

/**
 * Currencies whose last digits must be zero: three-decimal ones are charged to the hundredth, and the
 * króna and the shilling have no decimals although they are written with two (docs.stripe.com/currencies).
 */
const granularity: Readonly<Record<string, number>> = {
  bhd: 10,
  jod: 10,
  kwd: 10,
  omr: 10,
  tnd: 10,
  isk: 100,
  ugx: 100,
};

/** Least amount of a charge, in minor units, for the currencies that Stripe lists and this shop sells in. */
const minimum: Readonly<Record<string, number>> = { usd: 50, eur: 50, gbp: 30, chf: 50, jpy: 50 };

/** Eight digits, whatever the currency. */
const maximum = 99_999_999;

export const checkCurrency = (text: string): string => {
  const currency = text.toLowerCase();
  if (currencies.has(currency)) return currency;
  throw invalidParameter('currency', `Invalid currency: ${currency}. Stripe does not support this currency.`);
};

/** An amount to move at all, in minor units. */
export const checkAmount = (amount: number, currency: string, param: string): number => {
  if (amount < 1) throw invalidParameter(param, 'Invalid positive integer', 'parameter_invalid_integer');
  const step = granularity[currency] ?? 1;
  if (amount % step !== 0) {
    throw invalidParameter(
      param,
      `Invalid amount: ${amount}. An amount in ${currency.toUpperCase()} must be evenly divisible by ${step}.`,
    );
  }
  return amount;
};

/** An amount to charge: also within the least and the most that Stripe takes. */
export const checkChargeAmount = (amount: number, currency: string): number => {
  checkAmount(amount, currency, 'amount');
  const least = minimum[currency] ?? 1;
  if (amount < least) {
    throw invalidRequest({
      code: 'amount_too_small',
      message: `Amount must be at least ${least} in the smallest unit of ${currency}`,
      param: 'amount',
    });
  }
  if (amount > maximum) {
    throw invalidRequest({
      code: 'amount_too_large',
      message: `Amount must be no more than ${maximum} in the smallest unit of ${currency}`,
      param: 'amount',
    });
  }
  return amount;
};

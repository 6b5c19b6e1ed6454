import { exponentOf, type Currency } from '@topheavy/domain';

/**
 * The smallest sum that a card can be charged, in minor units. Card schemes take three-decimal currencies
 * only with a last digit of 0: 5.120 KWD can be paid, 5.124 cannot
 * (https://docs.stripe.com/currencies#three-decimal).
 */
export const chargeStepMinor = (currency: Currency): number => (exponentOf(currency) === 3 ? 10 : 1);

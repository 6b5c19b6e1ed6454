import { exponentOf, money, type Money } from '@topheavy/domain';
import { z } from 'zod';

const DECIMAL = /^(\d+)(?:\.(\d+))?$/;
const CENT_DIGITS = exponentOf('USD');

/** '11.01' and '11.0100' become 1101 US cents, digit by digit; '11.015' is refused. */
export const usdAmount = z.string().transform((decimal, context): Money => {
  const [, whole, fraction = ''] = DECIMAL.exec(decimal) ?? [];
  if (whole === undefined || /[^0]/.test(fraction.slice(CENT_DIGITS))) {
    context.addIssue({ code: 'custom', message: 'not an amount in whole cents' });
    return z.NEVER;
  }
  return money(Number(whole + fraction.slice(0, CENT_DIGITS).padEnd(CENT_DIGITS, '0')), 'USD');
});

import { money } from '@topheavy/domain';
import { z } from 'zod';
import { currencySchema } from '../../http/money-schema.ts';

/** Money as an event's payload carries it; no sign or limit, since what happened is not judged again. */
export const moneyFact = z
  .object({ amount: z.int(), currency: currencySchema })
  .transform(({ amount, currency }) => money(amount, currency));

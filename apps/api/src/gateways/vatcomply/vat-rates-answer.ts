import { percentToBasisPoints } from '@topheavy/domain';
import { z } from 'zod';

/** 19.0 is 19 %. A number that cannot be a percentage (0.19, 19.005) is refused, not guessed at. */
const percentage = z.number().transform((percent, context) => {
  try {
    return percentToBasisPoints(percent);
  } catch (error) {
    context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : 'not a rate' });
    return z.NEVER;
  }
});

/** `GET /vat_rates`: one entry per member state asked for. */
export const vatRatesAnswer = z.array(
  z.object({
    country_code: z.string().length(2),
    standard_rate: percentage,
    reduced_rates: z.array(percentage),
    member_state: z.boolean(),
  }),
);

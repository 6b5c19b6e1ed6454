import { parseRate } from '@topheavy/domain';
import { z } from 'zod';

const rate = z.number().transform((decimal, context) => {
  try {
    return parseRate(decimal);
  } catch (error) {
    context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : 'not a rate' });
    return z.NEVER;
  }
});

/** `GET /v2/rates`: one record per pair, at most 6 decimals. */
export const ratesAnswer = z.array(
  z.object({ date: z.iso.date(), base: z.string(), quote: z.string(), rate }),
);

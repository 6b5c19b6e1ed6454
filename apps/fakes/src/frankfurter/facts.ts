import { z } from 'zod';
import { ControlError } from '../core/control-error.ts';
import { fact } from '../core/provider.ts';
import { publishedRate } from './published-rate.ts';
import type { FrankfurterState } from './state.ts';

const rate = z.strictObject({ base: z.string(), quote: z.string(), rate: z.number().positive() });

export const facts = {
  /**
   * Sets what one unit of `base` costs in `quote`. The quote's rate to the euro moves with it (the base's,
   * when the quote is the euro), so that every cross rate agrees.
   */
  rate: fact(rate, ({ perEuro }: FrankfurterState, { base, quote, rate: asked }) => {
    const [basePerEuro, quotePerEuro] = [perEuro[base], perEuro[quote]];
    if (basePerEuro === undefined || quotePerEuro === undefined || base === quote) {
      throw new ControlError(
        `No rate from '${base}' to '${quote}': give two of ${Object.keys(perEuro).join(', ')}.`,
      );
    }
    if (publishedRate(asked) !== asked) {
      throw new ControlError(
        `Frankfurter would publish ${asked} as ${publishedRate(asked)}: give a rate in that precision.`,
      );
    }
    if (quote === 'EUR') perEuro[base] = 1 / asked;
    else perEuro[quote] = basePerEuro * asked;
  }),
};

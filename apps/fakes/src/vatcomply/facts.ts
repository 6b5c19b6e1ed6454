import { z } from 'zod';
import { ControlError } from '../core/control-error.ts';
import { fact } from '../core/provider.ts';
import type { VatComplyState } from './state.ts';

const percentage = z.number().min(0).max(100);

const vatRate = z.strictObject({
  country_code: z.string(),
  standard_rate: percentage.optional(),
  reduced_rates: z.array(percentage).optional(),
  super_reduced_rate: percentage.nullable().optional(),
  parking_rate: percentage.nullable().optional(),
});

export const facts = {
  /** Changes what is given of a member state's rates and leaves the rest. */
  vat_rate: fact(vatRate, (state: VatComplyState, { country_code, ...change }) => {
    const rate = state.rates.find((one) => one.country_code === country_code);
    if (rate === undefined) {
      throw new ControlError(
        `VATComply lists no country '${country_code}'. It knows ${state.rates.map((one) => one.country_code).join(', ')}; Greece is EL.`,
      );
    }
    Object.assign(rate, change);
  }),
  /** `per_second: null` lifts the limit. */
  rate_limit: fact(
    z.strictObject({ per_second: z.int().min(0).nullable() }),
    (state: VatComplyState, { per_second }) => {
      state.requestsPerSecond = per_second;
    },
  ),
};

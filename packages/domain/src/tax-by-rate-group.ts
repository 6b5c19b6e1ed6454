import { allocate } from './allocation.ts';
import { integerWithin } from './integer-within.ts';
import { taxOf, type RateBasisPoints, type TaxMode } from './tax.ts';

/** What is to be taxed: 0 or more minor units, gross when `inclusive`, net when `exclusive`. */
export type TaxableLine = { readonly amountMinor: number; readonly rateBasisPoints: RateBasisPoints };

/** `netMinor + taxMinor = grossMinor`, always. */
export type TaxedAmounts = {
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly grossMinor: number;
};

export type TaxGroup = TaxedAmounts & { readonly rateBasisPoints: RateBasisPoints };

export type TaxedLines = {
  /** One entry for each rate, the highest rate first. */
  readonly groups: readonly TaxGroup[];
  /** In the order of the input. */
  readonly lines: readonly TaxedAmounts[];
};

/**
 * Taxes lines per rate group, as EN 16931 rule BR-CO-17 has it: the tax of a rate is computed
 * once on everything sold at that rate, and then allocated to its lines by largest remainder.
 * Rounding line by line instead is off by a cent on short receipts already: two lines of 1.00
 * at 8.1 % inclusive contain 0.15, not 2 × 0.07. Lines add up to their groups exactly.
 *
 * Throws RangeError on negative amounts, rates `taxOf` refuses, or sums beyond the safe range.
 */
export function taxByRateGroup(lines: readonly TaxableLine[], mode: TaxMode): TaxedLines {
  const rates = [...new Set(lines.map((line) => line.rateBasisPoints))].toSorted((a, b) => b - a);
  const taxed = rates.map((rateBasisPoints) => {
    // Lines of other rates weigh nothing here, so the positions stay those of the input.
    const amounts = lines.map((line) => (line.rateBasisPoints === rateBasisPoints ? line.amountMinor : 0));
    const amountMinor = amounts.reduce((subtotal, amount) => subtotal + amount, 0);
    const taxMinor = taxOf(amountMinor, rateBasisPoints, mode);
    return {
      group: { rateBasisPoints, ...taxedAmounts(amountMinor, taxMinor, mode) },
      shares: allocate(taxMinor, amounts),
    };
  });
  return {
    groups: taxed.map(({ group }) => group),
    lines: lines.map((line, position) => {
      const taxMinor = taxed.reduce((subtotal, { shares }) => subtotal + (shares[position] ?? 0), 0);
      return taxedAmounts(line.amountMinor, taxMinor, mode);
    }),
  };
}

function taxedAmounts(amountMinor: number, taxMinor: number, mode: TaxMode): TaxedAmounts {
  return mode === 'inclusive'
    ? { netMinor: amountMinor - taxMinor, taxMinor, grossMinor: amountMinor }
    : {
        netMinor: amountMinor,
        taxMinor,
        grossMinor: integerWithin(amountMinor + taxMinor, 'a gross amount'),
      };
}

import type { Currency } from './currency.ts';
import { allocateDiscount } from './discount.ts';
import { integerWithin } from './integer-within.ts';
import { inSteps } from './steps.ts';
import { taxByRateGroup, type TaxableLine, type TaxedAmounts, type TaxGroup } from './tax-by-rate-group.ts';
import type { RateBasisPoints, TaxMode } from './tax.ts';

/** What a cart or an order holds. Minor units of the presentment currency throughout. */
export type PricingInput = {
  readonly currency: Currency;
  /** The smallest sum that can be charged: every amount, given or computed, is a multiple of it. */
  readonly stepMinor: number;
  /** Whether unit prices and shipping contain their tax; it holds for the whole order. */
  readonly mode: TaxMode;
  readonly lines: readonly PricingLine[];
  /** Taken off the lines, never off the shipping. */
  readonly discountMinor: number;
  /** Null while no shipping rate is chosen. */
  readonly shipping: TaxableLine | null;
};

export type PricingLine = {
  readonly unitAmountMinor: number;
  readonly quantity: number;
  readonly rateBasisPoints: RateBasisPoints;
};

/** `subtotalMinor` is unit price × quantity; net, tax and gross are after the discount. */
export type PricedLine = TaxedAmounts & { readonly subtotalMinor: number; readonly discountMinor: number };

/** Lines and shipping add up to the totals and to the tax groups, and net + tax is the total. */
export type PricedOrder = {
  readonly currency: Currency;
  readonly lines: readonly PricedLine[];
  readonly shipping: TaxedAmounts | null;
  readonly taxGroups: readonly TaxGroup[];
  readonly subtotalMinor: number;
  readonly discountMinor: number;
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly totalMinor: number;
};

/**
 * Prices a cart or an order: takes the discount off the lines in proportion to their
 * subtotals, and taxes what remains by rate group, shipping as one more line of its group.
 * Tax and the lines' shares of tax and discount are rounded to whole steps, once each.
 *
 * Throws RangeError on a quantity below 1, a negative price or discount, a discount above the
 * subtotal, rates `taxOf` refuses, amounts that are not in whole steps, or sums beyond the
 * safe range.
 */
export function priceOrder(input: PricingInput): PricedOrder {
  const steps = (amountMinor: number) => inSteps(amountMinor, input.stepMinor);
  const minor = (amountSteps: number) => integerWithin(amountSteps * input.stepMinor, 'an amount');
  const subtotals = input.lines.map((line) => stepsOf(line, input.stepMinor));
  const discounts = allocateDiscount(steps(input.discountMinor), subtotals);
  const taxable = input.lines.map(({ rateBasisPoints }, position): TaxableLine => {
    return { amountMinor: (subtotals[position] ?? 0) - (discounts[position] ?? 0), rateBasisPoints };
  });
  if (input.shipping !== null) {
    taxable.push({ ...input.shipping, amountMinor: steps(input.shipping.amountMinor) });
  }
  const inMinor = <T extends TaxedAmounts>(amounts: T): T => ({
    ...amounts,
    netMinor: minor(amounts.netMinor),
    taxMinor: minor(amounts.taxMinor),
    grossMinor: minor(amounts.grossMinor),
  });
  const taxed = taxByRateGroup(taxable, input.mode);
  const groups = taxed.groups.map(inMinor);
  const lines = taxed.lines.map(inMinor);

  return {
    currency: input.currency,
    lines: lines.slice(0, input.lines.length).map((line, position) => ({
      subtotalMinor: minor(subtotals[position] ?? 0),
      discountMinor: minor(discounts[position] ?? 0),
      ...line,
    })),
    shipping: lines[input.lines.length] ?? null,
    taxGroups: groups,
    subtotalMinor: minor(total(subtotals)),
    discountMinor: input.discountMinor,
    netMinor: total(groups.map((group) => group.netMinor)),
    taxMinor: total(groups.map((group) => group.taxMinor)),
    totalMinor: total(groups.map((group) => group.grossMinor)),
  };
}

function stepsOf(line: PricingLine, stepMinor: number): number {
  const unitSteps = inSteps(integerWithin(line.unitAmountMinor, 'a unit price', 0), stepMinor);
  return integerWithin(unitSteps * integerWithin(line.quantity, 'a quantity', 1), 'a line subtotal');
}

function total(amounts: readonly number[]): number {
  return integerWithin(
    amounts.reduce((subtotal, amount) => subtotal + amount, 0),
    'a total',
  );
}

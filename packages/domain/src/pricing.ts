import type { Currency } from './currency.ts';
import { allocateDiscount } from './discount.ts';
import { integerWithin } from './integer-within.ts';
import { taxByRateGroup, type TaxableLine, type TaxedAmounts, type TaxGroup } from './tax-by-rate-group.ts';
import type { RateBasisPoints, TaxMode } from './tax.ts';

/** What a cart or an order holds. Minor units of the presentment currency throughout. */
export type PricingInput = {
  readonly currency: Currency;
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
 *
 * Throws RangeError on a quantity below 1, a negative price or discount, a discount above the
 * subtotal, rates `taxOf` refuses, or sums beyond the safe range.
 */
export function priceOrder(input: PricingInput): PricedOrder {
  const subtotals = input.lines.map(subtotalOf);
  const discounts = allocateDiscount(input.discountMinor, subtotals);
  const amountsOf = (position: number) => ({
    subtotalMinor: subtotals[position] ?? 0,
    discountMinor: discounts[position] ?? 0,
  });
  const taxable = input.lines.map((line, position): TaxableLine => {
    const { subtotalMinor, discountMinor } = amountsOf(position);
    return { amountMinor: subtotalMinor - discountMinor, rateBasisPoints: line.rateBasisPoints };
  });
  if (input.shipping !== null) taxable.push(input.shipping);
  const { groups, lines: taxed } = taxByRateGroup(taxable, input.mode);

  return {
    currency: input.currency,
    lines: taxed.slice(0, input.lines.length).map((line, position) => ({ ...amountsOf(position), ...line })),
    shipping: taxed[input.lines.length] ?? null,
    taxGroups: groups,
    subtotalMinor: total(subtotals),
    discountMinor: input.discountMinor,
    netMinor: total(groups.map((group) => group.netMinor)),
    taxMinor: total(groups.map((group) => group.taxMinor)),
    totalMinor: total(groups.map((group) => group.grossMinor)),
  };
}

function subtotalOf(line: PricingLine): number {
  const unitAmountMinor = integerWithin(line.unitAmountMinor, 'a unit price', 0);
  return integerWithin(unitAmountMinor * integerWithin(line.quantity, 'a quantity', 1), 'a line subtotal');
}

function total(amounts: readonly number[]): number {
  return integerWithin(
    amounts.reduce((subtotal, amount) => subtotal + amount, 0),
    'a total',
  );
}

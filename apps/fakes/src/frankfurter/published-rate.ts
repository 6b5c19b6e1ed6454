/**
 * Rounds as Frankfurter's version 2 does: the larger the rate, the fewer decimals (lib/roundable.rb of
 * its repository), at most 6.
 */
export const publishedRate = (rate: number): number => Number(rate.toFixed(decimals(rate)));

const decimals = (rate: number): number => {
  if (rate > 5000) return 0;
  if (rate > 80) return 2;
  if (rate > 20) return 3;
  if (rate > 1) return 4;
  return rate > 0.0001 ? 5 : 6;
};

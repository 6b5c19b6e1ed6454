/** The middle value, or the mean of the two in the middle; NaN of nothing. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1] ?? Number.NaN, sorted[Math.floor(middle)] ?? Number.NaN];
  return (low + high) / 2;
}

export type Verdict = 'faster' | 'slower' | 'no difference' | 'too few runs';

export type Comparison = {
  /** How many times as long the second takes: the Hodges-Lehmann estimate, of logarithms. */
  readonly ratio: number;
  /** The bounds of its 95 % confidence interval; null where so few runs cannot have one. */
  readonly interval: readonly [number, number] | null;
  /** Two-sided p of the Mann-Whitney test, exact. */
  readonly p: number;
  readonly verdict: Verdict;
};

/** The same way twice, by the clock on the wall and by what the processors did: work of others moves the first only. */
export type Compared = { readonly wall: Comparison; readonly cpu: Comparison | null };

const ALPHA = 0.05;
/** A difference that is smaller than this share is called none, however sure it is. */
const RELEVANT = 0.03;

/**
 * Whether the second of two samples of times is slower or faster than the first. Mann-Whitney, exact: it asks
 * nothing of how the times are spread, which for a machine with other work is lopsided, and one run that was
 * disturbed weighs no more than its rank. Four runs each are the fewest that can show a difference at 5 %.
 * Mann & Whitney, Ann. Math. Stat. 18 (1947); Hodges & Lehmann, Ann. Math. Stat. 34 (1963).
 */
export function compareTimes(first: readonly number[], second: readonly number[]): Comparison {
  const ratios = first.flatMap((a) => second.map((b) => b / a)).toSorted((a, b) => a - b);
  const ratio = Math.exp(median(ratios.map(Math.log)));
  const p = mannWhitney(first, second);
  const outside = outsideInterval(first.length, second.length);
  const bounds = outside === null ? [] : [ratios[outside], ratios[ratios.length - 1 - outside]];
  const [low, high] = bounds;
  return {
    ratio,
    interval: low === undefined || high === undefined ? null : [low, high],
    p,
    verdict: verdictOf(ratio, p, outside !== null),
  };
}

function verdictOf(ratio: number, p: number, enough: boolean): Verdict {
  if (!enough) return 'too few runs';
  if (p > ALPHA || Math.abs(ratio - 1) < RELEVANT) return 'no difference';
  return ratio > 1 ? 'slower' : 'faster';
}

/** The share of all ways to deal these values out that differ at least as much as this one. */
function mannWhitney(first: readonly number[], second: readonly number[]): number {
  const ranks = doubledRanks([...first, ...second]);
  const counts = rankSums(ranks, first.length);
  const expected = first.length * (ranks.length + 1);
  const seen = ranks.slice(0, first.length).reduce((sum, rank) => sum + rank, 0);
  const distance = Math.abs(seen - expected);
  let [all, asFar] = [0, 0];
  for (const [sum, count] of counts) {
    all += count;
    if (Math.abs(sum - expected) >= distance) asFar += count;
  }
  return asFar / all;
}

/** Twice the rank of each value, so that those of equal values, the mean of their places, are whole numbers. */
function doubledRanks(values: readonly number[]): number[] {
  return values.map((value) => {
    const below = values.filter((other) => other < value).length;
    const equal = values.filter((other) => other === value).length;
    return 2 * below + equal + 1;
  });
}

/** In how many ways each sum comes about when `size` of the ranks are drawn. */
function rankSums(ranks: readonly number[], size: number): Map<number, number> {
  const drawn = Array.from({ length: size + 1 }, () => new Map<number, number>());
  drawn[0]?.set(0, 1);
  for (const rank of ranks) {
    for (let taken = size; taken > 0; taken -= 1) {
      for (const [sum, count] of drawn[taken - 1] ?? []) {
        const into = drawn[taken];
        into?.set(sum + rank, (into.get(sum + rank) ?? 0) + count);
      }
    }
  }
  return drawn[size] ?? new Map<number, number>();
}

/**
 * How many of the sorted ratios lie outside of the interval on each side. Null when even the widest has less than
 * the confidence that is asked for.
 */
function outsideInterval(first: number, second: number): number | null {
  const ranks = Array.from({ length: first + second }, (_, index) => 2 * (index + 1));
  const counts = rankSums(ranks, first);
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const least = first * (first + 1);
  let [tail, outside] = [0, -1];
  // The statistic U counts pairs: here it is the distance from the least sum, in ranks.
  for (let pairs = 0; pairs <= first * second; pairs += 1) {
    tail += counts.get(least + 2 * pairs) ?? 0;
    if (tail / all > ALPHA / 2) break;
    outside = pairs;
  }
  return outside < 0 ? null : outside;
}

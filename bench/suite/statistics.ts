/** The middle value, or the mean of the two in the middle; NaN of nothing. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1] ?? Number.NaN, sorted[Math.floor(middle)] ?? Number.NaN];
  return (low + high) / 2;
}

export type Verdict = 'faster' | 'slower' | 'no difference' | 'too few runs';

export type Comparison = {
  /** How many times as long the second takes: the fastest run of each. */
  readonly ratio: number;
  /** The bounds of its 95 % confidence interval; null where so few runs cannot have one. */
  readonly interval: readonly [number, number] | null;
  /** Two-sided p of Rosenbaum's test, exact. */
  readonly p: number;
  readonly verdict: Verdict;
};

/** The same way twice, by the clock on the wall and by what the processors did: work of others moves the first only. */
export type Compared = { readonly wall: Comparison; readonly cpu: Comparison | null };

const ALPHA = 0.05;
/** A difference that is smaller than this share is called none, however sure it is. */
const RELEVANT = 0.03;

/**
 * Whether the second of two samples of times is slower or faster than the first: it is when enough of the fastest runs
 * are all of the same way; of five each, four. What else a machine does only ever adds time, and now and then doubles
 * it: the fastest runs are those that say what the program takes. This asks nothing of how the times are spread, and
 * leaves out the slow ones, which a test of all ranks has to see through. Four runs each are the fewest that can show
 * a difference at 5 %.
 * Rosenbaum, Ann. Math. Stat. 25 (1954), 146; Chen & Revels, arXiv:1608.04295 (2016), on why the fastest.
 * @throws RangeError when one has no runs
 */
export function compareTimes(first: readonly number[], second: readonly number[]): Comparison {
  if (first.length === 0 || second.length === 0) throw new RangeError('There are no runs to compare.');
  const ours = first.toSorted((a, b) => a - b);
  const theirs = second.toSorted((a, b) => a - b);
  const ratio = at(theirs, 0) / at(ours, 0);
  const interval = intervalOf(ours, theirs);
  const p = Math.min(
    1,
    2 * leading(ahead(ours, theirs), ours.length, theirs.length),
    2 * leading(ahead(theirs, ours), theirs.length, ours.length),
  );
  return { ratio, interval, p, verdict: verdictOf(ratio, p, interval !== null) };
}

function verdictOf(ratio: number, p: number, enough: boolean): Verdict {
  if (!enough) return 'too few runs';
  if (p > ALPHA || Math.abs(ratio - 1) < RELEVANT) return 'no difference';
  return ratio > 1 ? 'slower' : 'faster';
}

/** How many of these are faster than the fastest of the others. */
const ahead = (sorted: readonly number[], others: readonly number[]): number =>
  sorted.filter((time) => time < at(others, 0)).length;

/** The share of all ways to deal out the ranks in which the `count` fastest are all of the `size`. */
function leading(count: number, size: number, others: number): number {
  let share = 1;
  for (let dealt = 0; dealt < count; dealt += 1) share *= (size - dealt) / (size + others - dealt);
  return share;
}

/** All ratios by which the second may have been slowed down without the test saying that something else has changed. */
function intervalOf(ours: readonly number[], theirs: readonly number[]): readonly [number, number] | null {
  const [least, most] = [needed(ours.length, theirs.length), needed(theirs.length, ours.length)];
  if (least === null || most === null) return null;
  return [at(theirs, 0) / at(ours, least - 1), at(theirs, most - 1) / at(ours, 0)];
}

/** How many of the fastest have to be of the `size` to say that it is no chance; null when all of them would not do. */
function needed(size: number, others: number): number | null {
  for (let count = 1; count <= size; count += 1) if (2 * leading(count, size, others) <= ALPHA) return count;
  return null;
}

function at(sorted: readonly number[], index: number): number {
  const time = sorted[index];
  if (time === undefined) throw new RangeError(`There is no run ${index + 1} of ${sorted.length}.`);
  return time;
}

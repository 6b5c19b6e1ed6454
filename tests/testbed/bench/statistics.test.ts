import { compareTimes, median } from '@topheavy/bench/suite';
import { expect, test } from 'vitest';

test('the median is the middle value, or the mean of the two in the middle', () => {
  expect([median([3, 1, 2]), median([4, 1, 3, 2]), median([])]).toEqual([2, 2.5, Number.NaN]);
});

test('four runs that are all slower than four others are slower; p is that of the exact test', () => {
  const found = compareTimes([10, 10.1, 10.2, 10.3], [12, 12.1, 12.2, 12.3]);

  expect(found.verdict).toBe('slower');
  // Two of the 70 ways to deal eight values out.
  expect(found.p).toBeCloseTo(2 / 70, 10);
  expect(found.ratio).toBe(1.2);
  expect(found.interval).toEqual([12 / 10.3, 12.3 / 10]);
});

test('the other way about they are faster', () => {
  const found = compareTimes([12, 12.1, 12.2, 12.3], [10, 10.1, 10.2, 10.3]);

  expect(found).toMatchObject({ verdict: 'faster', ratio: 10 / 12 });
  expect(found.p).toBeCloseTo(2 / 70, 10);
});

test('three runs each are too few to say anything, however far apart', () => {
  const found = compareTimes([10, 10.1, 10.2], [99, 99.1, 99.2]);

  expect(found).toMatchObject({ verdict: 'too few runs', interval: null });
});

test('times that are all the same are no difference', () => {
  const found = compareTimes([5, 5, 5, 5, 5], [5, 5, 5, 5, 5]);

  expect(found).toMatchObject({ p: 1, ratio: 1, interval: [1, 1], verdict: 'no difference' });
});

/** All ways to say of each of these whether it is of the first `size`. */
const dealings = <T>(values: readonly T[], size: number): [T[], T[]][] => {
  const [head, ...tail] = values;
  if (head === undefined) return size === 0 ? [[[], []]] : [];
  return [
    ...dealings(tail, size - 1).map(([ours, theirs]): [T[], T[]] => [[head, ...ours], theirs]),
    ...dealings(tail, size).map(([ours, theirs]): [T[], T[]] => [ours, [head, ...theirs]]),
  ];
};

test.each([
  [5, 5],
  [4, 7],
  [8, 5],
])(
  'of all ways to deal out the times of %d runs and %d at most one in twenty is called a difference',
  (ours, theirs) => {
    const times = Array.from({ length: ours + theirs }, (_, index) => 10 * 1.5 ** index);
    const ways = dealings(times, ours);

    const found = ways.map(([first, second]) => compareTimes(first, second));

    const wrong = found.filter(({ verdict }) => verdict !== 'no difference');
    expect(wrong.length / ways.length).toBeLessThanOrEqual(0.05);
    // That is what p means: as small a one comes about in no more than such a share of all ways.
    for (const { p } of wrong)
      expect(found.filter((other) => other.p <= p).length / ways.length).toBeLessThanOrEqual(p + 1e-9);
    expect(new Set(wrong.map(({ verdict }) => verdict))).toEqual(new Set(['slower', 'faster']));
  },
);

test('of five runs each four of the fastest have to be of one way, however slow the fifth was', () => {
  const after = [12, 12.1, 12.2, 12.3, 12.4];

  const four = compareTimes([10, 10.1, 10.2, 10.3, 99], after);
  const three = compareTimes([10, 10.1, 10.2, 98, 99], after);

  expect([four.verdict, three.verdict]).toEqual(['slower', 'no difference']);
  // 6 of the 252 ways to deal ten values out, and as many on the other side.
  expect(four.p).toBeCloseTo(12 / 252, 10);
});

test('the interval holds the ratios that the times do not speak against, and none beside it', () => {
  const before = [10, 10.4, 10.9, 11.5, 12.2, 19];
  const after = [12.1, 12.2, 12.9, 13.1, 14.4, 13.7];
  const [low, high] = compareTimes(before, after).interval ?? [];
  const pAt = (ratio: number): number =>
    compareTimes(
      before,
      after.map((time) => time / ratio),
    ).p;

  expect(low).toBeLessThan(1.21);
  expect(high).toBeGreaterThan(1.21);
  for (const inside of [Number(low) * 1.0001, 1.21, Number(high) / 1.0001])
    expect(pAt(inside)).toBeGreaterThan(0.05);
  for (const outside of [Number(low) / 1.0001, Number(high) * 1.0001])
    expect(pAt(outside)).toBeLessThanOrEqual(0.05);
});

test('runs that took the same time to the digit are of neither way', () => {
  const found = compareTimes([10, 10, 10, 10, 10], [10, 12, 12, 12, 12]);

  expect(found).toMatchObject({ p: 1, ratio: 1, verdict: 'no difference' });
});

test('without runs there is nothing to compare', () => {
  expect(() => compareTimes([], [1])).toThrow('There are no runs to compare.');
});

test('a difference that is sure but of no weight is called none', () => {
  const before = [10, 10.001, 10.002, 10.003, 10.004, 10.005];

  const found = compareTimes(
    before,
    before.map((time) => time * 1.01),
  );

  expect(found.p).toBeLessThan(0.05);
  expect(found.verdict).toBe('no difference');
});

test('one disturbed run among six hides no slowdown of a fifth', () => {
  const found = compareTimes([10, 10.2, 10.1, 10.3, 10.2, 30], [12.1, 12.3, 12.2, 12, 12.4, 12.2]);

  expect(found.ratio).toBeCloseTo(1.19, 1);
  expect(found.p).toBeLessThan(0.05);
  expect(found.verdict).toBe('slower');
});

/** Mulberry32: the same numbers everywhere and each time. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Noise = { readonly runs: number; readonly share: number; readonly most: number };

/** Runs of a machine that also does other things: mostly a few percent more, and a share of them much more. */
const runsOf = (seconds: number, { runs, share, most }: Noise, random: () => number): number[] =>
  Array.from(
    { length: runs },
    () => seconds * (1 + 0.06 * random() + (random() < share ? most * random() : 0)),
  );

test.each([
  { machine: 'that is disturbed now and then', runs: 8, share: 0.02, most: 0.3 },
  { machine: 'of whose runs every third takes up to twice as long', runs: 16, share: 1 / 3, most: 1 },
])(
  'on a machine $machine a fifth more is slower, and the same is no difference, in 19 of 20 tries of $runs runs',
  (noise) => {
    const random = dice(7);
    const tries = Array.from({ length: 400 }, () => ({
      same: compareTimes(runsOf(10, noise, random), runsOf(10, noise, random)).verdict,
      slower: compareTimes(runsOf(10, noise, random), runsOf(12, noise, random)).verdict,
    }));

    expect(tries.filter(({ same }) => same === 'no difference').length).toBeGreaterThanOrEqual(380);
    expect(tries.filter(({ slower }) => slower === 'slower').length).toBeGreaterThanOrEqual(380);
  },
);

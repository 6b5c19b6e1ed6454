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
  expect(found.ratio).toBeCloseTo(1.197, 3);
  expect(found.interval).toEqual([12 / 10.3, 12.3 / 10]);
});

test('the other way about they are faster', () => {
  const found = compareTimes([12, 12.1, 12.2, 12.3], [10, 10.1, 10.2, 10.3]);

  expect([found.verdict, found.p]).toEqual(['faster', 2 / 70]);
});

test('three runs each are too few to say anything, however far apart', () => {
  const found = compareTimes([10, 10.1, 10.2], [99, 99.1, 99.2]);

  expect(found).toMatchObject({ verdict: 'too few runs', interval: null });
});

test('equal times share their ranks: all the same is no difference', () => {
  const found = compareTimes([5, 5, 5, 5, 5], [5, 5, 5, 5, 5]);

  expect(found).toMatchObject({ p: 1, ratio: 1, interval: [1, 1], verdict: 'no difference' });
});

test('p of a published example with ties is that of its table', () => {
  // The hare and tortoise of https://en.wikipedia.org/wiki/Mann-Whitney_U_test: T H H H H H T T T T T H, U = 11.
  const tortoises = [1, 7, 8, 9, 10, 11];
  const hares = [2, 3, 4, 5, 6, 12];

  const { p } = compareTimes(tortoises, hares);

  // 286 of 924 ways are at least as far from the 18 that are expected.
  expect(p).toBeCloseTo(286 / 924, 3);
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
  expect(found.p).toBeLessThan(0.1);
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

/** Eight runs of a machine that also does other things: mostly a few percent more, one in fifty a third. */
const runsOf = (seconds: number, random: () => number): number[] =>
  Array.from({ length: 8 }, () => seconds * (1 + 0.06 * random() + (random() < 0.02 ? 0.3 : 0)));

test('on a noisy machine a fifth more is slower, and the same is no difference, in 19 of 20 tries', () => {
  const random = dice(7);
  const tries = Array.from({ length: 200 }, () => ({
    same: compareTimes(runsOf(10, random), runsOf(10, random)).verdict,
    slower: compareTimes(runsOf(10, random), runsOf(12, random)).verdict,
  }));

  expect(tries.filter(({ same }) => same === 'no difference').length).toBeGreaterThanOrEqual(190);
  expect(tries.filter(({ slower }) => slower === 'slower').length).toBeGreaterThanOrEqual(190);
});

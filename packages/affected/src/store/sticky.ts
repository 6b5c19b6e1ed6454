import type { ImpactRecord, TestId, TestRecord } from '../types.ts';
import type { MutableAmbient, Renumbering } from './renumber.ts';

/** What a process does once, few tests can be the first to do. */
const MOST_FIRST = 8;

type Difference = {
  readonly now: TestRecord;
  readonly both: ReadonlySet<number>;
  readonly left: ReadonlySet<number>;
  readonly joined: ReadonlySet<number>;
};

/**
 * Nothing changed since the last run, and yet a test ran something else than then. What hardly anybody ran
 * both times, and what went from one test to another, ran because of who came first in the process: whichever test that
 * is next time, it belongs to none, and neither does what comes and goes with it, whoever it is. All else was chance,
 * such as who wins a race: it stays with the test.
 */
export function addDisagreements(
  ambient: MutableAmbient,
  numbers: Renumbering,
  old: ImpactRecord,
  tests: Map<TestId, TestRecord>,
  ran: ReadonlySet<TestId>,
): void {
  const both = new Map<number, number>();
  const left = new Set<number>();
  const joined = new Set<number>();
  const compared = new Set<TestId>();
  const differences: Difference[] = [];
  for (const [id, before] of old.tests) {
    const now = tests.get(id);
    if (now === undefined || before.status === 'failed' || now.status === 'failed' || !ran.has(id)) continue;
    // It last ran before something was changed that it waited for: what differs may come from that.
    if (old.pending.has(id)) continue;
    // Of one of its processes it is not known what that ran.
    if (before.opaque !== null || now.opaque !== null) continue;
    compared.add(id);
    const { functions } = numbers.renumbered(before);
    const same = functions.intersection(now.functions);
    for (const one of same) both.set(one, (both.get(one) ?? 0) + 1);
    const difference = {
      now,
      both: same,
      left: functions.difference(now.functions),
      joined: now.functions.difference(functions),
    };
    for (const one of difference.left) left.add(one);
    for (const one of difference.joined) joined.add(one);
    if (difference.left.size + difference.joined.size > 0) differences.push(difference);
    for (const one of before.files.symmetricDifference(now.files)) ambient.files.add(one);
    for (const one of before.environment.symmetricDifference(now.environment)) ambient.environment.add(one);
  }
  const onesided = left.symmetricDifference(joined);
  /** What tests have that were not compared: it may have moved from there, or to there. */
  const elsewhere = new Set(
    [...tests].flatMap(([id, { functions }]) =>
      onesided.size === 0 || compared.has(id) ? [] : [...onesided.intersection(functions)],
    ),
  );
  const isFirst = (one: number): boolean => {
    const others = both.get(one) ?? 0;
    return onesided.has(one) ? others === 0 && elsewhere.has(one) : others <= MOST_FIRST;
  };
  const moves = differences.flatMap(({ both: same, left: gone, joined: come }) => [
    { moved: gone, same },
    { moved: come, same },
  ]);
  const firsts = new Set([...left, ...joined].filter(isFirst));
  for (const first of firsts) {
    const occasions = moves.filter(({ moved }) => moved.has(first));
    for (const { moved } of occasions)
      for (const one of moved)
        // Who runs it at any rate runs it on this occasion as well.
        if (occasions.every((each) => each.moved.has(one) || each.same.has(one))) ambient.functions.add(one);
  }
  for (const { now, left: gone } of differences)
    tests.set(now.test, { ...now, functions: now.functions.union(gone) });
}

import type { ImpactRecord, TestId, TestRecord } from '../types.ts';
import type { MutableAmbient, Renumbering } from './renumber.ts';

/** What a process does once, few tests can be the first to do. */
const MOST_FIRST = 8;

type Difference = {
  readonly now: TestRecord;
  readonly left: ReadonlySet<number>;
  readonly joined: ReadonlySet<number>;
};

/**
 * Nothing changed since the last run, and yet a test ran something else than then. What hardly anybody ran
 * both times ran because of who came first in the process: whichever test that is next time, it belongs to
 * none, and neither does what came and went with it. All else was chance, such as who wins a race: it stays
 * with the test.
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
  const differences: Difference[] = [];
  for (const [id, before] of old.tests) {
    const now = tests.get(id);
    if (now === undefined || before.status === 'failed' || now.status === 'failed' || !ran.has(id)) continue;
    // It last ran before something was changed that it waited for: what differs may come from that.
    if (old.pending.has(id)) continue;
    const { functions } = numbers.renumbered(before);
    for (const one of functions) if (now.functions.has(one)) both.set(one, (both.get(one) ?? 0) + 1);
    const difference = {
      now,
      left: functions.difference(now.functions),
      joined: now.functions.difference(functions),
    };
    for (const one of difference.left) left.add(one);
    for (const one of difference.joined) joined.add(one);
    if (difference.left.size + difference.joined.size > 0) differences.push(difference);
    for (const one of before.files.symmetricDifference(now.files)) ambient.files.add(one);
    for (const one of before.environment.symmetricDifference(now.environment)) ambient.environment.add(one);
  }
  const isFirst = (one: number): boolean => {
    const others = both.get(one) ?? 0;
    return others === 0 || (others <= MOST_FIRST && left.has(one) && joined.has(one));
  };
  for (const { now, ...moved } of differences) {
    for (const set of [moved.left, moved.joined])
      if ([...set].some(isFirst)) for (const one of set) ambient.functions.add(one);
    tests.set(now.test, { ...now, functions: now.functions.union(moved.left) });
  }
}

import type { ImpactRecord, TestId, TestRecord } from '../types.ts';
import type { MutableAmbient, Renumbering } from './renumber.ts';

/**
 * Nothing changed since the last run, and yet a test touched something else than then: it ran because of
 * who came first in the process, or by chance. Whichever test that is next time, it belongs to none.
 */
export function addDisagreements(
  ambient: MutableAmbient,
  numbers: Renumbering,
  old: ImpactRecord,
  tests: ReadonlyMap<TestId, TestRecord>,
  ran: ReadonlySet<TestId>,
): void {
  for (const [id, before] of old.tests) {
    const now = tests.get(id);
    if (now === undefined || before.status === 'failed' || now.status === 'failed' || !ran.has(id)) continue;
    const { functions } = numbers.renumbered(before);
    for (const one of functions.symmetricDifference(now.functions)) ambient.functions.add(one);
    for (const one of before.files.symmetricDifference(now.files)) ambient.files.add(one);
    for (const one of before.environment.symmetricDifference(now.environment)) ambient.environment.add(one);
  }
}

import type { ImpactRecord, StartRecord, TestId, TestRecord, Touched } from '../types.ts';
import type { NamedStart, RanFile } from './read-run.ts';
import type { Renumbering } from './renumber.ts';

type Made = { readonly outcome: string; readonly touched: Touched; readonly upToDate: boolean };

/** What makings took, in the numbers of the next record: many tests share one. */
export function createMadeStarts(numbers: Renumbering): (start: NamedStart) => Made {
  const known = new Map<NamedStart, Made>();
  return (start) => {
    const before = known.get(start);
    if (before !== undefined) return before;
    const { upToDate, ...touched } = numbers.numbered(start.made);
    const made = { outcome: start.outcome, touched, upToDate };
    known.set(start, made);
    return made;
  };
}

/**
 * What tests start from, after a run. `affected` are those whose making ran something that was changed
 * since the last one: tests hold on to what came of it then, and are due when that is nowhere any more.
 */
export function mergedStarts(
  { starts: old, tests: oldTests }: ImpactRecord,
  numbers: Renumbering,
  made: (start: NamedStart) => Made,
  ran: readonly RanFile[],
  affected: ReadonlyMap<string, unknown>,
  tests: ReadonlyMap<TestId, TestRecord>,
  finished: ReadonlySet<TestId>,
): Map<string, StartRecord> {
  const seen = new Map<string, Made[]>();
  for (const { tests: results } of ran)
    for (const { trace } of results)
      for (const [name, start] of trace.starts) {
        const one = made(start);
        const known = seen.get(name) ?? [];
        if (one.upToDate && !known.includes(one)) seen.set(name, [...known, one]);
      }
  const missed = new Set(
    [...finished]
      .flatMap((id) => [...(oldTests.get(id)?.starts.keys() ?? [])])
      .filter((name) => !seen.has(name)),
  );
  const merged = new Map<string, StartRecord>();
  for (const name of new Set([...tests.values()].flatMap(({ starts }) => [...starts.keys()]))) {
    const known = old.get(name);
    const before = known === undefined ? undefined : numbers.renumbered(known);
    const stale = before?.stale === true || affected.has(name);
    const found = seen.get(name);
    if (found !== undefined) merged.set(name, following(before, stale, found));
    else if (before !== undefined)
      // Who started from it has run and does not any more, or could not: nobody knows what comes of it.
      merged.set(
        name,
        stale && missed.has(name) ? { ...before, outcomes: new Set(), stale: false } : { ...before, stale },
      );
  }
  return merged;
}

function following(before: StartRecord | undefined, stale: boolean, made: readonly Made[]): StartRecord {
  const touched = made.map((one) => one.touched).reduce(united);
  const outcomes = new Set(made.map(({ outcome }) => outcome));
  if (before === undefined) return { ...touched, outcomes, stale: false };
  // Nothing that matters was changed: what differs does so by chance, or because of who came first.
  if (!stale)
    return { ...united(touched, before), outcomes: latest(before.outcomes.union(outcomes)), stale: false };
  const isSame = outcomes.isSubsetOf(before.outcomes);
  return {
    ...touched,
    outcomes: isSame ? before.outcomes : outcomes.difference(before.outcomes),
    stale: false,
  };
}

const MOST_OUTCOMES = 16;

const latest = (outcomes: ReadonlySet<string>): Set<string> => new Set([...outcomes].slice(-MOST_OUTCOMES));

/** Both together. */
export const united = (one: Touched, other: Touched): Touched => ({
  functions: one.functions.union(other.functions),
  files: one.files.union(other.files),
  environment: one.environment.union(other.environment),
  statements: one.statements.union(other.statements),
  operations: one.operations.union(other.operations),
  opaque: one.opaque ?? other.opaque,
});

import { rmSync } from 'node:fs';
import path from 'node:path';
import { environmentKey, type ResolvedConfig } from '../config.ts';
import { select } from '../select/select.ts';
import type { ImpactRecord, TestId, TestRecord } from '../types.ts';
import { recordFile, shardFolder } from './locations.ts';
import { locked } from './lock.ts';
import { readRecord, writeRecord } from './read-record.ts';
import { finishedShards, readRun, type RanFile } from './read-run.ts';
import { createRenumbering } from './renumber.ts';
import { createMadeStarts, mergedStarts, united } from './starts.ts';
import type { Snapshot } from './snapshot.ts';
import { addDisagreements } from './sticky.ts';

/** Puts what ended runs have written into the record. `before` is how the files were when they started. */
export function absorb(root: string, config: ResolvedConfig, before: Snapshot): void {
  const target = recordFile(root, config);
  const folder = shardFolder(root, config);
  locked(target, () => {
    const { shards, leftovers } = finishedShards(folder);
    if (shards.length === 0) return;
    const ran = shards.flatMap((shard) => readRun(folder, shard));
    const old = readRecord(root, config);
    writeRecord(root, config, merge(root, config, old, before, ran));
    for (const shard of leftovers) rmSync(path.join(folder, shard), { force: true });
  });
}

export const testId = (project: string, file: string, names: readonly string[]): TestId =>
  `${project} | ${file} > ${names.join(' > ')}`;

function merge(
  root: string,
  config: ResolvedConfig,
  old: ImpactRecord,
  before: Snapshot,
  ran: readonly RanFile[],
): ImpactRecord {
  const known = old.tests.size > 0;
  const expected = known ? select(root, config, old, undefined, before) : null;
  const numbers = createRenumbering(old, before);
  const made = createMadeStarts(numbers);
  const tests = new Map<TestId, TestRecord>();
  for (const test of old.tests.values())
    if (before.has(test.file)) tests.set(test.test, numbers.renumbered(test));
  const pending = new Set([...old.pending, ...(expected?.picks ?? []).map(({ test }) => test)]);

  for (const file of ran) {
    const ids = new Set(file.collected.map((names) => testId(file.project, file.file, names)));
    for (const [id, test] of tests) {
      if (test.project !== file.project || test.file !== file.file) continue;
      if (file.failed) tests.set(id, { ...test, status: 'failed' });
      else if (!ids.has(id)) tests.delete(id);
    }
  }
  const finished = new Set<TestId>();
  for (const { project, file, tests: results } of ran) {
    for (const result of results) {
      const id = testId(project, file, result.names);
      const { upToDate, ...trace } = numbers.numbered(result.trace);
      const started = result.trace.starts;
      const starts = new Map([...started].map(([name, { outcome }]) => [name, outcome]));
      const previous = tests.get(id);
      // A failed test stopped somewhere on its way; of an opaque one a part is not known. Two of one name are one.
      const isPart = result.status === 'failed' || trace.opaque !== null || finished.has(id);
      const whole = isPart && previous !== undefined ? united(trace, previous) : trace;
      const { names, ms, status } = result;
      const all = isPart ? new Map([...(previous?.starts ?? []), ...starts]) : starts;
      tests.set(id, { ...whole, test: id, file, project, names, ms, status, starts: all });
      finished.add(id);
      pending.delete(id);
      // The file was changed while it ran: what it said is about neither version.
      if (!upToDate || [...started.values()].some((start) => !made(start).upToDate)) pending.add(id);
    }
  }
  const ambient = numbers.ambient(ran.map((file) => file.ambient));
  if (expected !== null && expected.changes.length === 0)
    addDisagreements(ambient, numbers, old, tests, finished);
  return {
    key: environmentKey(root),
    files: before,
    functions: numbers.functions,
    statements: numbers.statements,
    tests,
    starts: mergedStarts(old, numbers, made, ran, expected?.starts ?? new Map(), tests, finished),
    ambient,
    imports: mergedImports(old, before, ran),
    pending: new Set([...pending].filter((id) => tests.has(id))),
  };
}

/** What a module imports holds until it is changed. */
function mergedImports(
  old: ImpactRecord,
  before: Snapshot,
  ran: readonly RanFile[],
): Map<string, ReadonlySet<string>> {
  const merged = new Map<string, Set<string>>();
  const isSame = (file: string): boolean =>
    file === '' || old.files.get(file)?.content === before.get(file)?.content;
  for (const [from, to] of old.imports) if (isSame(from)) merged.set(from, new Set(to));
  for (const { imports } of ran) {
    for (const [from, to] of imports)
      merged.set(from, (merged.get(from) ?? new Set<string>()).union(new Set(to)));
  }
  return merged;
}

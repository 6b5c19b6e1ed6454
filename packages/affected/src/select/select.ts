import { existsSync } from 'node:fs';
import path from 'node:path';
import type { ResolvedConfig } from '../config.ts';
import { matcher } from '../paths.ts';
import { describer, takeSnapshot, type Snapshot } from '../store/snapshot.ts';
import type { FileRecord, ImpactRecord, Reason, Selection } from '../types.ts';
import { createRules } from './rules.ts';
import { createPicking } from './picking.ts';

const PENDING: Reason = {
  kind: 'pending',
  subject: 'pending',
  detail: 'selected before, and did not get to run',
};

/**
 * The tests that these changes can break, with every reason. Without `changedFiles` whatever differs from
 * the record is looked for below the root; `now` is how the files are, when that is known already.
 */
export function select(
  root: string,
  config: ResolvedConfig,
  record: ImpactRecord,
  changedFiles?: readonly string[],
  now?: Snapshot,
): Selection {
  const current = now ?? (changedFiles === undefined ? takeSnapshot(root, config) : null);
  const describe = describer(root, config);
  const fileNow = (file: string): FileRecord | null =>
    current === null
      ? existsSync(path.join(root, file))
        ? describe(file)
        : null
      : (current.get(file) ?? null);
  const isTest = matcher(config.tests);
  const isThere = (file: string): boolean => current?.has(file) ?? existsSync(path.join(root, file));
  const picking = createPicking(record, isThere);
  const rules = createRules(config, record, picking, isTest, fileNow);
  const changes: { file: string; what: string }[] = [];
  const names = changedFiles ?? new Set([...record.files.keys(), ...(current?.keys() ?? [])]);
  for (const file of record.tests.size === 0 ? [] : names) {
    const before = record.files.get(file);
    const after = fileNow(file);
    if (before?.content === after?.content) continue;
    changes.push({ file, what: rules.apply(file, before, after) });
  }

  for (const test of record.tests.values()) {
    if (test.status === 'failed')
      picking.test(test, { kind: 'failed', subject: 'failed', detail: 'last time' });
    if (record.pending.has(test.test)) picking.test(test, PENDING);
  }
  for (const [name, { stale }] of record.starts)
    if (stale) picking.start(name, { kind: 'pending', subject: 'pending', detail: 'changed before' });
  for (const test of record.tests.values())
    for (const [name, outcome] of test.starts) {
      const start = record.starts.get(name);
      if (start === undefined || (!start.stale && !start.outcomes.has(outcome)))
        picking.test(test, { kind: 'start', subject: name, detail: 'something else came of making it' });
    }
  const known = new Set([...record.tests.values()].map(({ file }) => file));
  for (const file of current?.keys() ?? names)
    if (isTest(file) && !known.has(file) && fileNow(file) !== null)
      picking.file(file, { kind: 'new', subject: file, detail: 'never recorded' });
  if (record.tests.size === 0)
    picking.everything({ kind: 'everything', subject: 'no record', detail: 'of this environment' });
  const picks = picking.picks();
  return { picks, starts: picking.starts(), all: picking.isAll(), total: record.tests.size, changes };
}

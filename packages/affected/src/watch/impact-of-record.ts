import { existsSync } from 'node:fs';
import path from 'node:path';
import type { ResolvedConfig } from '../config.ts';
import { matcher } from '../paths.ts';
import { select } from '../select/select.ts';
import { absorb } from '../store/absorb.ts';
import { readRecord } from '../store/read-record.ts';
import { describer, takeSnapshot } from '../store/snapshot.ts';
import type { FileRecord, TestRecord } from '../types.ts';
import type { Impact } from './impact.ts';

/** The selector, on the record of this checkout and on its files, both kept in memory. */
export function impactOfRecord(root: string, config: ResolvedConfig): Impact & { tests(): number } {
  const isAlways = matcher(config.everything);
  const isSetupInput = matcher([...config.migrations, ...config.setups]);
  const own = path
    .relative(root, path.join(import.meta.dirname, '..'))
    .split(path.sep)
    .join('/');
  const describe = describer(root, config);
  const now = new Map<string, FileRecord>(takeSnapshot(root, config));
  let record = readRecord(root, config);

  return {
    projects: config.projects,
    tests: () => record.tests.size,
    select(files = []) {
      for (const file of files) {
        if (existsSync(path.join(root, file))) now.set(file, describe(file));
        else now.delete(file);
      }
      return select(root, config, record, undefined, now);
    },
    warmUp() {
      const quickest = new Map<string, TestRecord>();
      for (const test of record.tests.values())
        if (test.status === 'passed' && test.ms < (quickest.get(test.project)?.ms ?? Infinity))
          quickest.set(test.project, test);
      return [...quickest.values()].map((test) => ({ ...test, reasons: [] }));
    },
    learn() {
      // A copy: it becomes part of the record, and this one goes on.
      absorb(root, config, new Map(now));
      record = readRecord(root, config);
    },
    restarts: (file) =>
      isAlways(file) || path.basename(file) === 'package.json' || file.startsWith(`${own}/`),
    isSetupInput,
  };
}

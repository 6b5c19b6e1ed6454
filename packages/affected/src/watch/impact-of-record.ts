import path from 'node:path';
import type { ResolvedConfig } from '../config.ts';
import { matcher } from '../paths.ts';
import { select } from '../select/select.ts';
import { readRecord } from '../store/read-record.ts';
import type { ImpactRecord, TestRecord } from '../types.ts';
import type { Impact } from './impact.ts';

/** The selector, on the record of this checkout. */
export function impactOfRecord(root: string, config: ResolvedConfig): Impact & { tests(): number } {
  const isAlways = matcher(config.everything);
  const isMigration = matcher(config.migrations);
  const own = path
    .relative(root, path.join(import.meta.dirname, '..'))
    .split(path.sep)
    .join('/');
  let record: ImpactRecord | undefined;
  const known = (): ImpactRecord => (record ??= readRecord(root, config));
  return {
    projects: config.projects,
    tests: () => known().tests.size,
    select: (files) => select(root, config, known(), files),
    warmUp() {
      const quickest = new Map<string, TestRecord>();
      for (const test of known().tests.values())
        if (test.status === 'passed' && test.ms < (quickest.get(test.project)?.ms ?? Infinity))
          quickest.set(test.project, test);
      return [...quickest.values()].map((test) => ({ ...test, reasons: [] }));
    },
    async learn() {
      record = undefined;
    },
    restarts: (file) =>
      isAlways(file) || path.basename(file) === 'package.json' || file.startsWith(`${own}/`),
    isSetupInput: isMigration,
  };
}

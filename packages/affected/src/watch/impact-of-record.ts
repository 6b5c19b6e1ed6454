import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { analyse, UnparsableError } from '../code/analyse.ts';
import type { ResolvedConfig } from '../config.ts';
import { matcher } from '../paths.ts';
import { select } from '../select/select.ts';
import { absorb } from '../store/absorb.ts';
import { readRecord } from '../store/read-record.ts';
import { describer, takeSnapshot } from '../store/snapshot.ts';
import type { FileRecord, TestRecord } from '../types.ts';
import type { Failure } from './events.ts';
import type { Impact } from './impact.ts';

const CODE = /\.[cm]?[jt]sx?$/;

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
  const isSource = matcher(config.sources);
  const broken = new Map<string, Failure>();
  let record = readRecord(root, config);

  /** One that is none stays what it was: once it is mended, what differs from then is what changed. */
  const isProgram = (file: string): boolean => {
    if (!isSource(file) || !CODE.test(file)) return true;
    try {
      analyse(file, readFileSync(path.join(root, file), 'utf8'));
      return true;
    } catch (error) {
      if (!(error instanceof UnparsableError)) throw error;
      const at = error.line === null ? file : `${file}:${error.line}`;
      broken.set(file, { test: file, message: error.message, at });
      return false;
    }
  };

  return {
    projects: config.projects,
    tests: () => record.tests.size,
    select(files = []) {
      for (const file of files) {
        broken.delete(file);
        if (!existsSync(path.join(root, file))) now.delete(file);
        else if (isProgram(file)) now.set(file, describe(file));
      }
      return select(root, config, record, undefined, now);
    },
    isNews(start, outcomes) {
      const known = record.starts.get(start)?.outcomes;
      return outcomes.size === 0 || known === undefined || !outcomes.isSubsetOf(known);
    },
    broken: () => [...broken.values()],
    isOpaque: (test) => typeof record.tests.get(test)?.opaque === 'string',
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

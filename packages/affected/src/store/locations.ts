import { hash } from 'node:crypto';
import path from 'node:path';
import type { ResolvedConfig } from '../config.ts';

/** Raised when hashes or probes are made in another way: what was kept of the old way is not used. */
export const FORMAT = 'affected 5';

export const cacheFolder = (root: string): string => path.join(root, 'node_modules/.cache/affected');

/**
 * Where the instrumented text of a source is kept. The folder may be shared by several checkouts: the
 * name says all that the text depends on.
 */
export const instrumentedFile = (cache: string, file: string, content: string): string =>
  path.join(cache, 'code', `${hash('sha1', `${FORMAT} ${file}`, 'hex').slice(0, 12)}-${content}.ts`);

export const contentOf = (bytes: string | Buffer): string => hash('sha1', bytes, 'hex').slice(0, 16);

/** AFFECTED_RECORD moves it, so that a copy of a checkout does not write into the checkout's own. */
export const recordFile = (root: string, config: ResolvedConfig): string =>
  path.resolve(root, process.env['AFFECTED_RECORD'] ?? config.record);

/** Says whether this path is the record's or that of what is kept beside it: shards, the lock, other environments'. */
export function ofRecord(root: string, config: ResolvedConfig): (file: string) => boolean {
  const record = recordFile(root, config);
  return (file) => {
    const full = path.resolve(root, file);
    return full === record || full.startsWith(`${record}.`);
  };
}

/** What runs have written that is not part of the record yet. */
export const shardFolder = (root: string, config: ResolvedConfig): string =>
  `${recordFile(root, config)}.shards`;

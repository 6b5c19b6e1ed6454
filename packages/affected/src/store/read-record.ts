import { readFileSync, statSync } from 'node:fs';
import { environmentKey, type ResolvedConfig } from '../config.ts';
import type { ImpactRecord } from '../types.ts';
import { emptyRecord } from './empty-record.ts';
import { decode, encode } from './encode.ts';
import { recordFile } from './locations.ts';
import { writeWhole } from './write-file.ts';

/** What this process last read or wrote: a watch asks after each save, and decoding takes 200 ms. */
let last: { readonly stamp: string; readonly record: ImpactRecord } | null = null;

/** The record of this checkout; an empty one when there is none, or when it is of another environment. */
export function readRecord(root: string, config: ResolvedConfig): ImpactRecord {
  const key = environmentKey(root);
  const file = recordFile(root, config);
  try {
    const stamp = stampOf(file);
    if (last?.stamp !== stamp) last = { stamp, record: decode(readFileSync(file)) };
    return last.record.key === key ? last.record : emptyRecord(key);
  } catch {
    // Missing, cut off, or of another version: nothing is known, and everything runs.
    return emptyRecord(key);
  }
}

export function writeRecord(root: string, config: ResolvedConfig, record: ImpactRecord): void {
  const file = recordFile(root, config);
  writeWhole(file, encode(record));
  last = { stamp: stampOf(file), record };
}

function stampOf(file: string): string {
  const { mtimeMs, size, ino } = statSync(file);
  return `${file} ${mtimeMs} ${size} ${ino}`;
}

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { deserialize } from 'node:v8';
import { inflateRawSync } from 'node:zlib';
import { environmentKey, type ResolvedConfig } from '../config.ts';
import type { ImpactRecord } from '../types.ts';
import { emptyRecord } from './empty-record.ts';

/** The record of this checkout; an empty one when there is none, or when it is of another environment. */
export function readRecord(root: string, config: ResolvedConfig): ImpactRecord {
  const key = environmentKey(root);
  try {
    const bytes = readFileSync(path.resolve(root, config.record));
    const record = deserialize(inflateRawSync(bytes)) as ImpactRecord;
    return record.key === key ? record : emptyRecord(key);
  } catch {
    // Missing, cut off, or of another Node: nothing is known, and everything runs.
    return emptyRecord(key);
  }
}

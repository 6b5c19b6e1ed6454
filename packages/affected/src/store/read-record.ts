import { readFileSync } from 'node:fs';
import { environmentKey, type ResolvedConfig } from '../config.ts';
import type { ImpactRecord } from '../types.ts';
import { emptyRecord } from './empty-record.ts';
import { decode } from './encode.ts';
import { recordFile } from './locations.ts';

/** The record of this checkout; an empty one when there is none, or when it is of another environment. */
export function readRecord(root: string, config: ResolvedConfig): ImpactRecord {
  const key = environmentKey(root);
  try {
    const record = decode(readFileSync(recordFile(root, config)));
    return record.key === key ? record : emptyRecord(key);
  } catch {
    // Missing, cut off, or of another version: nothing is known, and everything runs.
    return emptyRecord(key);
  }
}

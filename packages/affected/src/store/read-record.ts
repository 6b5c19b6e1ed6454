import { readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { environmentKey, type ResolvedConfig } from '../config.ts';
import type { ImpactRecord } from '../types.ts';
import { emptyRecord } from './empty-record.ts';
import { decode, encode } from './encode.ts';
import { recordFile } from './locations.ts';
import { writeWhole } from './write-file.ts';

/** What this process last read or wrote: a watch asks after each save, and decoding takes 200 ms. */
let last: { readonly stamp: string; readonly record: ImpactRecord } | null = null;

/** Records of other environments that are kept, for whoever goes to another branch and comes back. */
const MOST_OTHERS = 3;

/** The record of this checkout in its environment; an empty one when there is none. */
export function readRecord(root: string, config: ResolvedConfig): ImpactRecord {
  const key = environmentKey(root);
  const file = recordFile(root, config);
  const record = read(file);
  if (record?.key === key) return record;
  const other = read(otherFile(file, key));
  return other?.key === key ? other : emptyRecord(key);
}

/** In the place of the last one; that of another environment is kept beside it. */
export function writeRecord(root: string, config: ResolvedConfig, record: ImpactRecord): void {
  const file = recordFile(root, config);
  const before = read(file);
  if (before !== null && before.key !== record.key) {
    renameSync(file, otherFile(file, before.key));
    for (const old of othersOf(file).slice(MOST_OTHERS)) rmSync(old, { force: true });
  }
  writeWhole(file, encode(record));
  rmSync(otherFile(file, record.key), { force: true });
  last = { stamp: stampOf(file), record };
}

const otherFile = (file: string, key: string): string => `${file}.of-${key}`;

/** Those of other environments, the newest first. */
function othersOf(file: string): string[] {
  const start = `${path.basename(file)}.of-`;
  return readdirSync(path.dirname(file))
    .filter((name) => name.startsWith(start))
    .map((name) => path.join(path.dirname(file), name))
    .toSorted((one, other) => statSync(other).mtimeMs - statSync(one).mtimeMs);
}

/** Null when it is missing, cut off, or of another version: then nothing is known, and everything runs. */
function read(file: string): ImpactRecord | null {
  try {
    const stamp = stampOf(file);
    if (last?.stamp !== stamp) last = { stamp, record: decode(readFileSync(file)) };
    return last.record;
  } catch {
    return null;
  }
}

function stampOf(file: string): string {
  const { mtimeMs, size, ino } = statSync(file);
  return `${file} ${mtimeMs} ${size} ${ino}`;
}

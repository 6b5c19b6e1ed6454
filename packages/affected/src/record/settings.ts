import { readFileSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder } from '../store/locations.ts';

/** What a run tells its workers, and they their children, in the environment. */
export type RunSettings = {
  readonly root: string;
  readonly sources: readonly string[];
  readonly harnessConnections: readonly string[];
  /** Where what was recorded is written to. */
  readonly shards: string;
  /** The process that puts it into the record. */
  readonly pid: number;
};

/** The variable that says it. */
export const RUN = 'AFFECTED_RUN';

/** `AFFECTED=off`: nothing is instrumented, observed or written. */
export const isOff = (): boolean => process.env['AFFECTED'] === 'off';

export function announceRun(settings: RunSettings): void {
  process.env[RUN] = JSON.stringify(settings);
}

export function readRun(): RunSettings | null {
  const text = process.env[RUN];
  return text === undefined || isOff() ? null : (JSON.parse(text) as RunSettings);
}

/** A name for a file that only this process writes, and that goes with its run. */
export const childFile = ({ shards, pid }: RunSettings, count: number): string =>
  path.join(shards, `${pid}-${process.pid}-${count}.child`);

export const cacheOf = ({ root }: RunSettings): string => cacheFolder(root);

/**
 * `AFFECTED_ONLY` names a file with the tests that are to run, by path, `null` for all of a file: others are
 * left out, whatever Vitest was told.
 */
export function readOnly(): ((file: string, names: readonly string[]) => boolean) | null {
  const list = process.env['AFFECTED_ONLY'];
  if (list === undefined || isOff()) return null;
  const files = JSON.parse(readFileSync(list, 'utf8')) as Record<string, string[] | null>;
  const sets = new Map(
    Object.entries(files).map(([file, names]) => [file, names === null ? null : new Set(names)]),
  );
  return (file, names) => {
    const set = sets.get(file);
    return set === null || set?.has(names.join(' > ')) === true;
  };
}

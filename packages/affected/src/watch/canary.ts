import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { textHash } from './worker/versions.ts';

/**
 * Two modules of our own, one importing the other. The inner one is changed together with the files that
 * somebody saved; a worker that then still reads the old value through the outer one would run old code.
 */
export type Canary = {
  readonly entry: string;
  readonly file: string;
  /** What the outer module must show now, and the hash of the inner one's text. */
  readonly now: () => { readonly value: string; readonly text: string };
  change(): void;
  remove(): void;
};

export function openCanary(): Canary {
  const folder = mkdtempSync(path.join(tmpdir(), 'affected-canary-'));
  const entry = path.join(folder, 'entry.mjs');
  const file = path.join(folder, 'changing.mjs');
  writeFileSync(entry, `export { canary } from './changing.mjs';\n`);
  let count = 0;
  let now = { value: '', text: '' };
  const change = (): void => {
    const value = String((count += 1));
    const text = `export const canary = '${value}';\n`;
    writeFileSync(file, text);
    now = { value, text: textHash(text) };
  };
  change();
  return {
    entry,
    file,
    now: () => now,
    change,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

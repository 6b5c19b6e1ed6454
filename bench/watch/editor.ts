import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Edit } from './edits.ts';

export type Saved = { readonly atMs: number; undo(): void };

/** Does what the edit says to the file below `folder`; `atMs` is when it was written. */
export function save(folder: string, { file, change }: Edit): Saved {
  const full = path.join(folder, file);
  const before = existsSync(full) ? readFileSync(full, 'utf8') : null;
  const after = change(before ?? '');
  const atMs = performance.now();
  writeFileSync(full, after);
  return {
    atMs,
    undo() {
      if (before === null) rmSync(full);
      else writeFileSync(full, before);
    },
  };
}

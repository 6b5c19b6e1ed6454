import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

let count = 0;

/** All of it or nothing: whoever reads meanwhile sees the old file. */
export function writeWhole(file: string, content: string | Uint8Array): void {
  mkdirSync(path.dirname(file), { recursive: true });
  count += 1;
  const temporary = `${file}.${process.pid}.${count}`;
  writeFileSync(temporary, content);
  renameSync(temporary, file);
}

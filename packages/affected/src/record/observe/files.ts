import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { below } from '../../paths.ts';

// Whether a file is there is an answer, too.
const ASKED = ['exists', 'existsSync', 'stat', 'statSync', 'access', 'accessSync'];
const OPENED = ['readFile', 'readFileSync', 'open', 'openSync', 'createReadStream'];
const COPIED = ['cp', 'cpSync', 'copyFile', 'copyFileSync'];
const LISTINGS = ['readdir', 'readdirSync', 'opendir', 'opendirSync'];
const PROMISED = ['readFile', 'open', 'cp', 'copyFile', 'stat', 'access', 'readdir', 'opendir'];

type Functions = Record<string, (...args: unknown[]) => unknown>;

/** Calls `note` with each file below the root that is opened, and with `folder/` for each that is listed. */
export function observeFiles(root: string, note: (file: string) => void): void {
  const seen = (target: unknown, isFolder: boolean): void => {
    const file = pathOf(target);
    const relative = file === null ? null : below(root, path.resolve(file));
    if (relative === null || relative.includes('node_modules/') || relative.includes('?')) return;
    note(isFolder ? `${relative}/` : relative);
  };
  const patch = (module: Functions, names: readonly string[]): void => {
    for (const name of names) {
      const original = module[name];
      if (original === undefined) continue;
      module[name] = Object.assign(function (this: unknown, ...args: unknown[]) {
        seen(args[0], LISTINGS.includes(name));
        return original.apply(this, args);
      }, original);
    }
  };
  patch(fs as unknown as Functions, [...ASKED, ...OPENED, ...COPIED, ...LISTINGS]);
  patch(fs.promises as unknown as Functions, PROMISED);
  syncBuiltinESMExports();
}

function pathOf(target: unknown): string | null {
  if (typeof target === 'string') return target;
  if (target instanceof URL) return target.protocol === 'file:' ? fileURLToPath(target) : null;
  return Buffer.isBuffer(target) ? target.toString() : null;
}

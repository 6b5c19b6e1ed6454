import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../../..');

/** Every TypeScript source of the apps and packages of this repository. */
export const sources = (): { readonly file: string; readonly text: string }[] =>
  globSync('{apps,packages}/*/src/**/*.ts', { cwd: root, exclude: (name) => name === 'node_modules' }).map(
    (file) => ({ file, text: readFileSync(path.join(root, file), 'utf8') }),
  );

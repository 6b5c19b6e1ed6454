import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from './terminal.ts';

const NOT_OURS = new Set(['node_modules', '.git', '.turbo', '.reports', 'coverage']);

export type SourceFile = { readonly file: string; readonly text: string };

/** Every file of the repository with this ending, by its path from the root, with its text. */
export async function repositoryFiles(ending: string, below = '.'): Promise<SourceFile[]> {
  const found: SourceFile[] = [];
  const visit = async (folder: string): Promise<void> => {
    for (const entry of await readdir(path.join(root, folder), { withFileTypes: true })) {
      const file = path.join(folder, entry.name);
      if (entry.isDirectory() && !NOT_OURS.has(entry.name)) await visit(file);
      else if (entry.isFile() && file.endsWith(ending)) {
        found.push({ file, text: await readFile(path.join(root, file), 'utf8') });
      }
    }
  };
  await visit(below);
  return found;
}

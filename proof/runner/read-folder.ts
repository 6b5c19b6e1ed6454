import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** The folders below `folder` of a checkout, by name. */
export async function foldersIn(checkout: string, folder: string): Promise<string[]> {
  const entries = await readdir(path.join(checkout, folder), { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted();
}

/** A file that a bug or a refactoring must have, its path from the root. Throws with what to do when it is not there. */
export async function required(checkout: string, file: string, holds: string): Promise<string> {
  if (!existsSync(path.join(checkout, file)))
    throw new Error(`${file} is missing: it holds ${holds} (proof/README.md).`);
  return readFile(path.join(checkout, file), 'utf8');
}

/** These fields of a JSON file, each a text that says something. Throws with the file and the field otherwise. */
export async function readTexts<Key extends string>(
  checkout: string,
  file: string,
  holds: Readonly<Record<Key, string>>,
): Promise<Record<Key, string>> {
  const fields = Object.entries(holds) as [Key, string][];
  const about = fields.map(([key, what]) => `"${key}", ${what}`).join(', and ');
  const text = await required(checkout, file, about);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new Error(`${file} is no JSON: ${(error as Error).message}`, { cause: error });
  }
  const found = new Map(Object.entries(typeof json === 'object' && json !== null ? json : {}));
  const texts = fields.map(([key]) => {
    const value: unknown = found.get(key);
    if (typeof value === 'string' && value.trim() !== '') return [key, value] as const;
    throw new Error(`${file} lacks "${key}": it holds ${about}.`);
  });
  return Object.fromEntries(texts) as Record<Key, string>;
}

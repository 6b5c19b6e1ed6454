import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export type Trial = {
  /** The checkout, without the patch. */
  readonly root: string;
  /** The copy, with it. */
  readonly folder: string;
  /** In which they differ. */
  readonly changed: readonly string[];
  /** The first words of the test's failure with the files as they are now, '' when it passes; null when it did not run. */
  readonly tryTest: () => Promise<string | null>;
};

/**
 * The first words of the test's failure, if it fails with the patch, and right after passes without, in the same process:
 * so what other patches left there is not what fails. Null when that is not so, or when files come or go.
 */
export async function seenBy({ root, folder, changed, tryTest }: Trial): Promise<string | null> {
  const last = changed.every((file) => [root, folder].every((place) => existsSync(path.join(place, file))));
  if (!last) return null;
  const why = await tryTest();
  if (why === null || why === '') return null;
  const patched = changed.map((file) => readFileSync(path.join(folder, file)));
  for (const file of changed) writeFileSync(path.join(folder, file), readFileSync(path.join(root, file)));
  try {
    return (await tryTest()) === '' ? why : null;
  } finally {
    for (const [index, file] of changed.entries())
      writeFileSync(path.join(folder, file), patched[index] ?? '');
  }
}

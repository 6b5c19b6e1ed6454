import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { readBugs, type Bug } from '../../scripts/bugs/read-bugs.ts';
import { root } from '../../scripts/terminal.ts';

/** A change of the shop that the layers are tried against. */
export type Patch = {
  readonly kind: 'bug' | 'refactoring';
  readonly name: string;
  /** Of a bug what is in danger; of a refactoring what it changes. */
  readonly summary: string;
  readonly story: string;
  readonly file: string;
  readonly text: string;
  /** Files as they are before it, and those that it adds or renames to. */
  readonly changed: readonly string[];
  /** Whether a file is gone afterwards, so that what imported it cannot be found by following imports. */
  readonly removes: boolean;
  /** The test that must see a bug. */
  readonly test: Pick<Bug, 'suite' | 'file' | 'title'> | null;
};

/** All of proof/bugs and proof/refactorings, by name. */
export async function readPatches(): Promise<Patch[]> {
  const bugs = (await readBugs()).map(async (bug) =>
    patch('bug', bug.name, bug.danger, bug.patch, { suite: bug.suite, file: bug.file, title: bug.title }),
  );
  const folder = path.join(root, 'proof/refactorings');
  const names = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const refactorings = names.map(async ({ name }) => {
    const facts = await readFile(path.join(folder, name, 'refactoring.json'), 'utf8');
    const { change } = JSON.parse(facts) as { change: string };
    return patch('refactoring', name, change, path.join(folder, name, 'refactoring.patch'), null);
  });
  return (await Promise.all([...bugs, ...refactorings])).toSorted((one, other) =>
    one.kind === other.kind ? one.name.localeCompare(other.name) : one.kind === 'bug' ? -1 : 1,
  );
}

async function patch(
  kind: Patch['kind'],
  name: string,
  summary: string,
  file: string,
  test: Patch['test'],
): Promise<Patch> {
  const text = await readFile(file, 'utf8');
  const story = await readFile(path.join(path.dirname(file), 'story.md'), 'utf8');
  const changed = [...text.matchAll(/^diff --git a\/(\S+) b\/(\S+)$/gm)].flatMap(([, from = '', to = '']) => [
    from,
    to,
  ]);
  const removes = /^(deleted file mode|rename from) /m.test(text);
  return { kind, name, summary, story, file, text, changed: [...new Set(changed)], removes, test };
}

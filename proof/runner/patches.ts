import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../../scripts/terminal.ts';
import { readBugs, type Bug } from './read-bugs.ts';

/** A change of files, as git writes it. */
export type Change = {
  readonly file: string;
  readonly text: string;
  /** Files as they are before it, and those that it adds or renames to. */
  readonly changed: readonly string[];
  /** Whether a file is gone afterwards, so that what imported it cannot be found by following imports. */
  readonly removes: boolean;
};

/** A change of the shop that the layers are tried against. */
export type Patch = Change & {
  readonly kind: 'bug' | 'refactoring';
  readonly name: string;
  /** Of a bug what is in danger; of a refactoring what it changes. */
  readonly summary: string;
  readonly story: string;
  /** The test that must see a bug. */
  readonly test: Pick<Bug, 'suite' | 'file' | 'title'> | null;
  /** The mocks as the author of this bug would have written them; null where nobody would have changed any. */
  readonly mocks: Change | null;
};

/** All of proof/bugs and proof/refactorings, by name. Throws when a mocks.patch changes more than proof/mirage. */
export async function readPatches(): Promise<Patch[]> {
  const bugs = (await readBugs()).map(async (bug) => {
    const facts = { name: bug.name, summary: bug.danger, file: bug.patch };
    const test = { suite: bug.suite, file: bug.file, title: bug.title };
    return patch({ kind: 'bug', ...facts, test, mocks: await readMocks(bug) });
  });
  const folder = path.join(root, 'proof/refactorings');
  const names = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const refactorings = names.map(async ({ name }) => {
    const { change } = JSON.parse(await readFile(path.join(folder, name, 'refactoring.json'), 'utf8')) as {
      change: string;
    };
    const file = path.join(folder, name, 'refactoring.patch');
    return patch({ kind: 'refactoring', name, summary: change, file, test: null, mocks: null });
  });
  return (await Promise.all([...bugs, ...refactorings])).toSorted((one, other) =>
    one.kind === other.kind ? one.name.localeCompare(other.name) : one.kind === 'bug' ? -1 : 1,
  );
}

async function patch(
  facts: Pick<Patch, 'kind' | 'name' | 'summary' | 'file' | 'test' | 'mocks'>,
): Promise<Patch> {
  const story = await readFile(path.join(path.dirname(facts.file), 'story.md'), 'utf8');
  return { ...facts, ...changeOf(facts.file, await readFile(facts.file, 'utf8')), story };
}

async function readMocks({ name, mocks }: Bug): Promise<Change | null> {
  return mocks === null ? null : mocksOf(name, changeOf(mocks, await readFile(mocks, 'utf8')));
}

/** The same change. Throws when it changes more than the mirage. */
export function mocksOf(name: string, change: Change): Change {
  const elsewhere = change.changed.find((file) => !file.startsWith('proof/mirage/'));
  if (elsewhere === undefined) return change;
  throw new Error(
    `proof/bugs/${name}/mocks.patch changes ${elsewhere}; it may change proof/mirage only: the mistake belongs into bug.patch.`,
  );
}

/** What a patch says of itself. */
export function changeOf(file: string, text: string): Change {
  const pairs = [...text.matchAll(/^diff --git a\/(\S+) b\/(\S+)$/gm)];
  const changed = [...new Set(pairs.flatMap(([, from = '', to = '']) => [from, to]))];
  return { file, text, changed, removes: /^(deleted file mode|rename from) /m.test(text) };
}

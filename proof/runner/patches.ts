import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../../scripts/terminal.ts';
import { readBugs, type Bug } from './read-bugs.ts';
import { foldersIn, readTexts, required } from './read-folder.ts';

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
export async function readPatches(checkout = root): Promise<Patch[]> {
  const found = await readBugs(checkout);
  const names = await foldersIn(checkout, REFACTORINGS);
  const bugs = found.map(async (bug) => {
    const facts = { name: bug.name, summary: bug.danger, file: bug.patch };
    const test = { suite: bug.suite, file: bug.file, title: bug.title };
    return patch(checkout, { kind: 'bug', ...facts, test, mocks: await readMocks(bug) });
  });
  const refactorings = names.map(async (name) => {
    const { change } = await readTexts(checkout, `${REFACTORINGS}/${name}/refactoring.json`, {
      change: 'what moved, in one sentence',
    });
    const file = path.join(checkout, REFACTORINGS, name, 'refactoring.patch');
    return patch(checkout, { kind: 'refactoring', name, summary: change, file, test: null, mocks: null });
  });
  const all = await Promise.all([...bugs, ...refactorings]);
  const twice = all.find((one, index) => all.findIndex(({ name }) => name === one.name) < index);
  if (twice !== undefined)
    throw new Error(`A bug and a refactoring are both called ${twice.name}: rename one.`);
  return all.toSorted((one, other) =>
    one.kind === other.kind ? one.name.localeCompare(other.name) : one.kind === 'bug' ? -1 : 1,
  );
}

const REFACTORINGS = 'proof/refactorings';

/** What is tried: the shop, never the tests that are to judge it. */
const SHOP = /^(apps\/(api|fakes)|packages\/(domain|contracts))\//;

async function patch(
  checkout: string,
  facts: Pick<Patch, 'kind' | 'name' | 'summary' | 'file' | 'test' | 'mocks'>,
): Promise<Patch> {
  const file = path.relative(checkout, facts.file).split(path.sep).join('/');
  const change = changeOf(
    facts.file,
    await required(checkout, file, `the ${facts.kind}, as git diff prints it`),
  );
  requireChanges(file, change);
  const elsewhere = change.changed.find((one) => !SHOP.test(one));
  if (elsewhere !== undefined)
    throw new Error(
      `${file} changes ${elsewhere}; it may change the shop only, not the tests that judge it.`,
    );
  const story = await required(
    checkout,
    `${path.posix.dirname(file)}/story.md`,
    'what happened, in ten lines',
  );
  return { ...facts, ...change, story };
}

function requireChanges(file: string, { text, changed }: Change): void {
  if (text.trim() === '')
    throw new Error(`${file} is empty; git diff leaves out new files until git add -N names them.`);
  if (changed.length === 0)
    throw new Error(`${file} has no line "diff --git a/… b/…": write it by git diff --default-prefix.`);
}

async function readMocks({ name, mocks }: Bug): Promise<Change | null> {
  if (mocks === null) return null;
  const change = changeOf(mocks, await readFile(mocks, 'utf8'));
  requireChanges(`proof/bugs/${name}/mocks.patch`, change);
  return mocksOf(name, change);
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

import { existsSync } from 'node:fs';
import path from 'node:path';
import { foldersIn, readTexts } from './read-folder.ts';

/** A mistake that somebody could have made, kept as a patch, and the test that must see it. */
export type Bug = {
  readonly name: string;
  readonly danger: string;
  readonly patch: string;
  /** A patch of proof/mirage: the mocks as the author of the mistake would have written them. */
  readonly mocks: string | null;
  /** Of the test: integration or reliability. */
  readonly suite: string;
  readonly file: string;
  readonly title: string;
};

const FOLDER = 'proof/bugs';

/** All of proof/bugs, by name. Throws when a bug.json does not name a test of the API as `path > title`. */
export async function readBugs(checkout: string): Promise<Bug[]> {
  const names = await foldersIn(checkout, FOLDER);
  return Promise.all(names.map((name) => readBug(checkout, name)));
}

async function readBug(checkout: string, name: string): Promise<Bug> {
  const folder = path.join(checkout, FOLDER, name);
  const { danger, test } = await readTexts(checkout, `${FOLDER}/${name}/bug.json`, {
    danger: 'what can happen, in one sentence',
    test: 'the test that must see it, as "tests/integration/…/file.test.ts > its title"',
  });
  const [, file, suite, title] =
    /^(tests\/(integration|reliability)\/\S+\.test\.ts) > (.+)$/.exec(test) ?? [];
  if (file === undefined || suite === undefined || title === undefined)
    throw new Error(
      `${FOLDER}/${name}/bug.json: test must be "tests/integration/…/file.test.ts > title" (or tests/reliability), not "${test}".`,
    );
  if (!existsSync(path.join(checkout, file)))
    throw new Error(`${FOLDER}/${name}/bug.json names a test in ${file}, which does not exist.`);
  const mocks = path.join(folder, 'mocks.patch');
  return {
    name,
    danger,
    patch: path.join(folder, 'bug.patch'),
    mocks: existsSync(mocks) ? mocks : null,
    suite,
    file,
    title,
  };
}

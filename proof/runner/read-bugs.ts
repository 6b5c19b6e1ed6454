import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../../scripts/terminal.ts';

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
export async function readBugs(): Promise<Bug[]> {
  const entries = await readdir(path.join(root, FOLDER), { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(names.toSorted().map(readBug));
}

async function readBug(name: string): Promise<Bug> {
  const folder = path.join(root, FOLDER, name);
  const { danger, test } = JSON.parse(await readFile(path.join(folder, 'bug.json'), 'utf8')) as {
    danger: string;
    test: string;
  };
  const [, file, suite, title] =
    /^(tests\/(integration|reliability)\/\S+\.test\.ts) > (.+)$/.exec(test) ?? [];
  if (file === undefined || suite === undefined || title === undefined)
    throw new Error(
      `${FOLDER}/${name}/bug.json: test must be "tests/integration/…/file.test.ts > title" (or tests/reliability), not "${test}".`,
    );
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

import { cp, mkdir, mkdtemp, readdir, realpath, rm, symlink } from 'node:fs/promises';
import { globSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root, run } from './terminal.ts';

/** What was ended a moment ago may still be writing. */
const REMOVAL = { recursive: true, force: true, maxRetries: 10, retryDelay: 100 };

export type Copy = {
  readonly folder: string;
  /** Changes the copy. Throws with git's words when the patch does not fit. */
  apply(patch: string): Promise<void>;
  takeBack(patch: string): Promise<void>;
  remove(): Promise<void>;
};

/**
 * The checkout (this one unless told) as it is now, without its history, in a temporary folder; removed at the latest when this
 * process ends. Not below node_modules: Node runs no TypeScript there. Packages are linked, not copied.
 */
export async function throwAwayCopy(checkout = root): Promise<Copy> {
  const folder = await mkdtemp(path.join(await realpath(tmpdir()), 'topheavy-copy-'));
  const removeAtTheEnd = (): void => rmSync(folder, REMOVAL);
  process.once('exit', removeAtTheEnd);
  exitAtSignals();
  const git = async (...args: string[]): Promise<string> => {
    const { code, output } = await run('git', args, { cwd: folder, output: 'collect' });
    if (code !== 0) throw new Error(output.trim());
    return output;
  };
  const listed = await run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: checkout,
    output: 'collect',
  });
  if (listed.code !== 0) throw new Error(`This needs a git checkout: ${listed.output.trim()}`);
  for (const file of listed.output.split('\0').filter((name) => name !== '')) {
    // One that was deleted and not committed yet is listed, too.
    await cp(path.join(checkout, file), path.join(folder, file)).catch(unlessMissing);
  }
  await linkPackages(checkout, folder);
  // A repository of its own: else git would look for one around it and leave out what is not in there.
  await git('init', '--quiet');
  return {
    folder,
    apply: async (patch) => void (await git('apply', patch)),
    takeBack: async (patch) => void (await git('apply', '--reverse', patch)),
    remove: async () => {
      await rm(folder, REMOVAL);
      process.off('exit', removeAtTheEnd);
    },
  };
}

const SIGNALS = { SIGINT: 130, SIGTERM: 143 } as const;
let exitsAtSignals = false;

/** A signal that nobody else listens to ends the process as it would have, but by way of its `exit`. */
function exitAtSignals(): void {
  if (exitsAtSignals) return;
  exitsAtSignals = true;
  for (const [signal, code] of Object.entries(SIGNALS))
    process.on(signal, () => {
      if (process.listenerCount(signal) === 1) process.exit(code);
    });
}

/**
 * The links among the workspace's packages are relative, so their copies lead to the copied packages;
 * everybody else's packages and the caches stay where they are.
 */
async function linkPackages(checkout: string, folder: string): Promise<void> {
  const shared = ['.pnpm', '.cache'];
  await mkdir(path.join(checkout, 'node_modules/.cache'), { recursive: true });
  for (const modules of [
    'node_modules',
    ...globSync('{bench,proof/mirage,{apps,packages,tests}/*}/node_modules', { cwd: checkout }),
  ]) {
    const from = path.join(checkout, modules);
    await cp(from, path.join(folder, modules), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (file) => !shared.includes(path.relative(from, file)),
    });
  }
  const link = async (name: string): Promise<void> => {
    await mkdir(path.join(checkout, 'node_modules', name), { recursive: true });
    await mkdir(path.dirname(path.join(folder, 'node_modules', name)), { recursive: true });
    await symlink(
      path.join(checkout, 'node_modules', name),
      path.join(folder, 'node_modules', name),
      'junction',
    );
  };
  await link('.pnpm');
  // What tests touch in the copy is nobody's business in here: of the record's folder only the code is shared.
  for (const name of await readdir(path.join(checkout, 'node_modules/.cache')))
    if (name !== 'affected') await link(`.cache/${name}`);
  await link('.cache/affected/code');
}

function unlessMissing(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
}

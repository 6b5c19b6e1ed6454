import { execFileSync } from 'node:child_process';
import type { ResolvedConfig } from '../config.ts';
import { describer, takeSnapshot } from '../store/snapshot.ts';
import type { ImpactRecord, Selection } from '../types.ts';
import { select } from './select.ts';

/** What changed since a commit, in place of since the record. Throws with git's words when there is none such. */
export function selectSince(
  root: string,
  config: ResolvedConfig,
  record: ImpactRecord,
  ref: string,
): Selection {
  const git = (...args: string[]): Buffer => {
    try {
      return execFileSync('git', args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1 << 28 });
    } catch (error) {
      const words = String((error as { stderr?: Buffer }).stderr ?? error).trim();
      throw new Error(`--since ${ref}: ${words}`, { cause: error });
    }
  };
  const lines = (output: Buffer): string[] =>
    output
      .toString('utf8')
      .split('\0')
      .filter((line) => line !== '');
  const commit = git('rev-parse', '--verify', '--end-of-options', `${ref}^{commit}`).toString('utf8').trim();
  const changed = lines(git('diff', '--name-only', '--no-renames', '--relative', '-z', commit, '--', '.'));
  const there = new Set(lines(git('ls-tree', '-r', '--name-only', '-z', commit, '--', '.')));
  const now = takeSnapshot(root, config);
  const describe = describer(root, config);
  const files = new Map(now);
  for (const file of now.keys()) if (!there.has(file)) files.delete(file);
  for (const file of changed)
    if (there.has(file)) files.set(file, describe(file, git('show', `${commit}:./${file}`)));
  return select(root, config, { ...record, files }, undefined, now);
}

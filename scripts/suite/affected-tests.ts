import { loadConfig, readRecord, select } from '@topheavy/affected';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../terminal.ts';

/** What of a suite has to run: all of it, or these files with the environment that leaves out other tests. */
export type AffectedTests = {
  readonly all: boolean;
  readonly files: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly words: string;
};

/** The tests of this suite that what changed since they last ran can break. */
export async function affectedTests(suite: string): Promise<AffectedTests> {
  const config = await loadConfig(root);
  if (config.projects?.includes(suite) === false)
    return { all: true, files: [], environment: {}, words: `affected: ${suite} is not recorded: all of it` };
  const record = readRecord(root, config);
  const { picks, all } = select(root, config, record);
  const own = picks.filter(
    ({ project, file }) => project === suite || (project === '' && file.startsWith(`tests/${suite}/`)),
  );
  const total = [...record.tests.values()].filter(({ project }) => project === suite).length;
  const only: Record<string, string[] | null> = {};
  for (const { file, names } of own) {
    const known = only[file];
    if (names.length === 0 || known === null) only[file] = null;
    else only[file] = [...(known ?? []), names.join(' > ')];
  }
  const list = path.join(root, 'tests', suite, '.reports/affected.json');
  await mkdir(path.dirname(list), { recursive: true });
  await writeFile(list, JSON.stringify(only));
  const count = own.filter(({ names }) => names.length > 0).length;
  return {
    all,
    files: Object.keys(only),
    environment: { AFFECTED_ONLY: list },
    words: `affected: ${all ? 'everything' : `${count} of ${total} tests, in ${Object.keys(only).length} files`} (pnpm affected says why)`,
  };
}

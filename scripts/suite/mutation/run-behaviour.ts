import type { ProviderName } from '@topheavy/contracts';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { run } from '../../terminal.ts';
import { MUTATION_DIR, type Recorded, type Verdict } from './plan.ts';

/** Runs the behaviour suites of these providers with the runner beside this file, which leaves its lines in `dir`. */
export const runBehaviour = (
  dir: string,
  providers: readonly ProviderName[],
): Promise<{ code: number; output: string }> =>
  run('vitest', ['run', '--project=contract', ...providers.map((name) => `tests/contract/${name}/`)], {
    env: { ...process.env, [MUTATION_DIR]: dir },
    output: 'collect',
  });

/** In the order of the tests' names, whichever process ran them: the first answer of a kind stands for all. */
export const readRecorded = async (dir: string): Promise<Recorded[]> =>
  (await readLines<Recorded>(dir, 'recorded')).toSorted((a, b) =>
    a.test < b.test ? -1 : a.test > b.test ? 1 : 0,
  );

export const readVerdicts = (dir: string): Promise<Verdict[]> => readLines<Verdict>(dir, 'verdicts');

async function readLines<Line>(dir: string, kind: string): Promise<Line[]> {
  const files = (await readdir(dir)).filter((file) => file.startsWith(`${kind}-`)).toSorted();
  const texts = await Promise.all(files.map((file) => readFile(path.join(dir, file), 'utf8')));
  return texts.flatMap((text) =>
    text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Line),
  );
}

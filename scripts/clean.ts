import { removeLeftovers } from '@topheavy/testbed/postgres';
import { globSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { options, root, say } from './terminal.ts';

const HELP = `pnpm clean: removes what can be made again: caches, reports, and what killed runs left in
temporary folders and in Docker. Installed packages stay.

  --help   this text`;

/** Below packages there are packages of others, with folders of the same names. */
const CACHES = ['node_modules/.cache/topheavy', 'node_modules/.vite', 'node_modules/.vitest-cache'];
const MADE_BY_RUNS = ['.turbo', '.reports', 'coverage'];

const { values } = options({ options: { help: { type: 'boolean' } } });
if (values.help === true) {
  say(HELP);
} else {
  const made = MADE_BY_RUNS.flatMap((name) => [name, `{apps,packages,tests}/*/${name}`]);
  const found = globSync([...CACHES, ...made], { cwd: root }).toSorted();
  for (const folder of found) {
    await rm(path.join(root, folder), { recursive: true, force: true });
    say(`removed ${folder}`);
  }
  const left = await removeLeftovers();
  for (const name of left) say(`removed ${name}, left by a killed run`);
  if (found.length + left.length === 0) say('There was nothing to remove.');
}

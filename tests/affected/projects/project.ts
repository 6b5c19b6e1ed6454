import { loadConfig, readRecord, select, type ImpactRecord, type Selection } from '@topheavy/affected';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

export type Project = {
  readonly root: string;
  /** Runs Vitest and gives what it printed. */
  run(
    args?: readonly string[],
    env?: Record<string, string>,
  ): Promise<{ output: string; code: number | null }>;
  /** Runs Vitest, which must be content, and gives what it printed. */
  green(args?: readonly string[], env?: Record<string, string>): Promise<string>;
  write(file: string, text: string): void;
  edit(file: string, change: (text: string) => string): void;
  record(): Promise<ImpactRecord>;
  select(): Promise<Selection>;
  /** Titles of the tests that are picked, and files that are picked as a whole. */
  selected(): Promise<string[]>;
  remove(): void;
};

const home = path.dirname(createRequire(import.meta.url).resolve('@topheavy/affected/package.json'));

/** `vite`: its module runner loads the files. `native`: Node does. */
export type Loader = 'vite' | 'native';

/** What Node has compiled of Vitest is the same in every project: a quarter of what a run costs. */
const passedOn = (): NodeJS.ProcessEnv =>
  Object.fromEntries(['PATH', 'NODE_COMPILE_CACHE'].map((name) => [name, process.env[name]]));

/** The example project, in a folder of its own. */
export function copyExample(loader: Loader): Project {
  const root = mkdtempSync(path.join(realpathSync(tmpdir()), 'affected-'));
  cpSync(path.join(home, 'example'), root, {
    recursive: true,
    filter: (file) => !file.includes('node_modules'),
  });
  mkdirSync(path.join(root, 'node_modules/@topheavy'), { recursive: true });
  symlinkSync(home, path.join(root, 'node_modules/@topheavy/affected'));
  for (const name of ['vite', 'vitest'])
    symlinkSync(realpathSync(path.join(home, 'node_modules', name)), path.join(root, 'node_modules', name));
  writeFileSync(path.join(root, 'package.json'), '{ "type": "module" }\n');
  const edit: Project['edit'] = (file, change) => {
    const full = path.join(root, file);
    writeFileSync(full, change(readFileSync(full, 'utf8')));
  };
  if (loader === 'native')
    edit('vitest.config.ts', (config) =>
      config.replace(
        'test: {',
        'test: { pool: "forks", isolate: false, experimental: { viteModuleRunner: false },',
      ),
    );
  const run: Project['run'] = async (args = [], env = {}) => {
    const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');
    const child = spawn(process.execPath, [vitest, 'run', '--maxWorkers=1', ...args], {
      cwd: root,
      env: { ...passedOn(), NO_COLOR: '1', ...env },
    });
    const ended = once(child, 'close');
    const output = (await Promise.all([text(child.stdout), text(child.stderr)])).join('\n');
    const [code] = (await ended) as [number | null];
    return { output, code };
  };
  const selectNow: Project['select'] = async () => {
    const config = await loadConfig(root);
    return select(root, config, readRecord(root, config));
  };
  return {
    root,
    edit,
    run,
    async green(args, env) {
      const { output, code } = await run(args, env);
      if (code !== 0) throw new Error(`Vitest ended with ${code}:\n${output}`);
      return output;
    },
    write: (file, text) => writeFileSync(path.join(root, file), text),
    record: async () => readRecord(root, await loadConfig(root)),
    select: selectNow,
    selected: async () => picked(await selectNow()),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** The same for one test: it is gone after it. */
export function openExample(loader: Loader): Project {
  const project = copyExample(loader);
  onTestFinished(() => project.remove());
  return project;
}

/** A file of tests of which the first fills what all of them use; with TURNED=yes the other is first. */
export const IN_EITHER_ORDER = `import { expect, test } from 'vitest';
  import { receipt } from '../src/receipt.ts';
  const titles = process.env.TURNED === 'yes' ? ['two', 'one'] : ['one', 'two'];
  test.each(titles)('%s', () => { expect(receipt(1)).toContain('1 EUR'); });\n`;

const picked = ({ picks }: Selection): string[] =>
  picks.map(({ names, file }) => names.at(-1) ?? file).toSorted();

import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export type SmallProject = {
  readonly root: string;
  write(file: string, text: string): void;
  /** As editors do it that never leave half a file: beside it, and then in its place. */
  writeAside(file: string, text: string): void;
  replace(file: string, from: string, to: string): void;
  rename(from: string, to: string): void;
  remove(file: string): void;
  /** Its path: outside of the project nobody watches. */
  writeOutside(name: string, text: string): string;
  git(...args: string[]): string;
  /** What works in here ends first. */
  beforeDelete(end: () => Promise<unknown>): void;
  delete(): Promise<void>;
};

const vitest = path.dirname(createRequire(import.meta.url).resolve('vitest/package.json'));
const affected = path.join(path.dirname(fileURLToPath(import.meta.resolve('@topheavy/affected'))), '..');

const FILES = {
  'package.json': '{ "type": "module" }\n',
  '.gitignore': 'node_modules\n*.log\n',
  'vitest.config.ts': `import { affected } from '@topheavy/affected/plugin';
import { defineConfig } from 'vitest/config';
export default defineConfig({
  plugins: [affected()],
  test: {
    pool: 'forks',
    isolate: false,
    experimental: { viteModuleRunner: false },
    include: ['tests/*.test.ts'],
    name: 'small',
    setupFiles: ['tests/before.ts'],
    globalSetup: ['tests/prepare.ts'],
  },
});
`,
  'affected.config.ts': `export default {
  sources: ['src/*.ts', 'tests/*.ts'],
  setups: ['prices.txt'],
  rules: [{ files: 'prices.txt', usersOf: 'tests/add.test.ts' }],
};
`,
  'prices.txt': 'apple 3\n',
  'tests/prepare.ts': `import { readFileSync } from 'node:fs';
import { unit } from '../src/unit.ts';
export default (project) => {
  project.provide('prices', readFileSync('prices.txt', 'utf8') + unit);
};
`,
  'tests/before.ts': '',
  'src/unit.ts': `export const unit: string = 'EUR';\n`,
  'src/add.ts': `export const add = (a: number, b: number): number => a + b;\n`,
  'src/double.ts': `import { add } from './add.ts';\nexport const double = (a: number): number => add(a, a);\n`,
  'tests/add.test.ts': `import { expect, inject, test } from 'vitest';
import { add } from '../src/add.ts';
test('one and two are three', () => expect(add(1, 2)).toBe(3));
test('an apple has a price', () => expect(inject('prices')).toBe('apple 3\\nEUR'));
`,
  'tests/double.test.ts': `import { expect, test } from 'vitest';
import { double } from '../src/double.ts';
test('twice two is four', () => expect(double(2)).toBe(4));
`,
};

/** A project of its own, with tests, outside of this repository. */
export function createSmallProject(files: Readonly<Record<string, string>> = {}): SmallProject {
  const root = mkdtempSync(path.join(tmpdir(), 'affected-small-'));
  const outside = mkdtempSync(path.join(tmpdir(), 'affected-outside-'));
  const ends: (() => Promise<unknown>)[] = [];
  const full = (file: string): string => path.join(root, file);
  const write = (file: string, text: string): void => {
    mkdirSync(path.dirname(full(file)), { recursive: true });
    writeFileSync(full(file), text);
  };
  const git = (...args: string[]): string => execFileSync('git', args, { cwd: root, encoding: 'utf8' });
  for (const [file, text] of Object.entries({ ...FILES, ...files })) write(file, text);
  mkdirSync(full('node_modules'));
  symlinkSync(vitest, full('node_modules/vitest'));
  mkdirSync(full('node_modules/@topheavy'));
  symlinkSync(affected, full('node_modules/@topheavy/affected'));
  git('init', '--quiet', '--initial-branch=main');
  git('config', 'user.email', 'small@example.com');
  git('config', 'user.name', 'Small');
  git('add', '.');
  git('commit', '--quiet', '--message=As it was');
  return {
    root,
    write,
    writeAside(file, text) {
      write(`${file}.tmp~`, text);
      renameSync(full(`${file}.tmp~`), full(file));
    },
    replace(file, from, to) {
      const text = readFileSync(full(file), 'utf8');
      if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
      writeFileSync(full(file), text.replace(from, to));
    },
    rename: (from, to) => renameSync(full(from), full(to)),
    remove: (file) => rmSync(full(file), { recursive: true }),
    writeOutside(name, text) {
      const file = path.join(outside, name);
      writeFileSync(file, text);
      return file;
    },
    git,
    beforeDelete: (end) => void ends.push(end),
    async delete() {
      await Promise.all(ends.map((end) => end()));
      for (const folder of [root, outside]) rmSync(folder, { recursive: true, force: true });
    },
  };
}

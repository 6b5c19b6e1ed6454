import { mkdirSync, readFileSync, realpathSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { copyExample, type Loader, type Project } from './project.ts';

let project: Project;
afterEach(() => project.remove());

const provider = realpathSync(
  path.dirname(createRequire(import.meta.url).resolve('@vitest/coverage-v8/package.json')),
);

type Counted = Record<
  string,
  { readonly statementMap: unknown; readonly s: unknown; readonly fnMap: unknown }
>;

/** What was counted, by file. */
async function covered(env: Record<string, string>): Promise<Counted> {
  await project.green(['--coverage.enabled', '--coverage.reporter=json', '--coverage.include=src/**'], env);
  return JSON.parse(readFileSync(path.join(project.root, 'coverage/coverage-final.json'), 'utf8')) as Counted;
}

test.each(['vite', 'native'] satisfies Loader[])(
  'coverage counts the lines that are there, as if nothing were recorded (%s)',
  async (loader) => {
    project = copyExample(loader);
    const modules = path.join(project.root, 'node_modules/@vitest');
    mkdirSync(modules, { recursive: true });
    symlinkSync(provider, path.join(modules, 'coverage-v8'));

    const on = await covered({});
    const off = await covered({ AFFECTED: 'off' });

    const price = on[path.join(project.root, 'src/price.ts')];
    expect(Object.values(price?.s ?? {}).filter((count) => Number(count) > 0).length).toBeGreaterThan(0);
    expect(on).toEqual(off);
  },
);

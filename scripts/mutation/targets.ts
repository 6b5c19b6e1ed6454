import { globSync, statSync } from 'node:fs';
import path from 'node:path';
import { misused, root } from '../terminal.ts';

/** What is changed, and who has to notice. */
export type Target = {
  readonly name: string;
  /** Globs, from the root. */
  readonly code: readonly string[];
  /** Their folder, from the root. */
  readonly tests: string;
  /** The least share of mutants that has to be noticed, in percent. */
  readonly floor: number;
  /** More than a slow test takes: a mutant that ends nothing is ended by then. */
  readonly timeoutMs: number;
};

const API = 'apps/api/src';

/** What the command line says beside the name. */
export type Wishes = {
  readonly tests: string | undefined;
  readonly oneIn: string | undefined;
  readonly seed: string;
};

/** Of the command line. A wrong one ends the program with a sentence and exit code 2. */
export function targetOf(words: readonly string[], { tests: only, oneIn, seed }: Wishes): Target {
  const [name = 'domain', folder, ...more] = words;
  if (oneIn !== undefined && (name !== 'api' || folder !== undefined))
    misused('--one-in draws from all files of the API: pnpm mutation api --one-in 10');
  const testsOf = (suite: string): string => {
    const tests = path.posix.normalize(only ?? suite).replace(/\/$/, '');
    const inside = path.relative(path.join(root, suite), path.join(root, tests));
    if (inside.startsWith('..')) misused(`The tests of ${name} are in ${suite}, not in "${tests}"`);
    if (globSync(`${tests}/**/*.test.ts`, { cwd: root }).length === 0)
      misused(`There are no tests in "${tests}"`);
    return tests;
  };
  switch (name) {
    case 'domain': {
      if (folder !== undefined) misused(`The domain is changed as a whole: leave "${folder}" out`);
      const code = ['packages/domain/src/**/*.ts'];
      return { name, code, tests: testsOf('tests/unit'), floor: 95, timeoutMs: 30_000 };
    }
    case 'api': {
      const common = { tests: testsOf('tests/integration'), floor: 85, timeoutMs: 120_000 };
      if (oneIn !== undefined) {
        const [part, lot] = [whole('one-in', oneIn, 1), whole('seed', seed, 0)];
        const code = globSync(`${API}/**/*.ts`, { cwd: root })
          .map((file) => file.split(path.sep).join('/'))
          .toSorted()
          .filter((_, index) => index % part === lot % part);
        return { ...common, name: `api-${lot % part}-of-${part}`, code };
      }
      if (folder === undefined || more.length > 0)
        misused(
          'The API is changed by one folder or file at a time, such as pnpm mutation api coupons, or by lot: --one-in 10',
        );
      const place = path.posix.join(API, folder);
      const found = statSync(path.join(root, place), { throwIfNoEntry: false });
      if (found === undefined || !place.startsWith(`${API}/`)) misused(`There is no "${folder}" in ${API}`);
      return {
        ...common,
        name: `api-${folder.replace(/\.ts$/, '').replaceAll('/', '-')}`,
        code: [found.isDirectory() ? `${place}/**/*.ts` : place],
      };
    }
    default:
      return misused(`There is no mutation testing of "${name}": it is domain or api`);
  }
}

function whole(name: string, text: string, least: number): number {
  if (!/^\d{1,9}$/.test(text) || Number(text) < least)
    misused(`--${name} takes a whole number from ${least}, not "${text}"`);
  return Number(text);
}

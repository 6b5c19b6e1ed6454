import { globSync, statSync } from 'node:fs';
import path from 'node:path';
import { misused, root } from '../terminal.ts';

/** What is changed, and who has to notice. */
export type Target = {
  readonly name: string;
  /** A glob, from the root. */
  readonly code: string;
  /** Their folder, from the root. */
  readonly tests: string;
  /** The least share of mutants that has to be noticed, in percent. */
  readonly floor: number;
  /** More than a slow test takes: a mutant that ends nothing is ended by then. */
  readonly timeoutMs: number;
};

const API = 'apps/api/src';

/** Of the command line. A wrong one ends the program with a sentence and exit code 2. */
export function targetOf(words: readonly string[], only: string | undefined): Target {
  const [name = 'domain', folder, ...more] = words;
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
      const code = 'packages/domain/src/**/*.ts';
      return { name, code, tests: testsOf('tests/unit'), floor: 95, timeoutMs: 30_000 };
    }
    case 'api': {
      if (folder === undefined || more.length > 0)
        misused('The API is changed by one folder or file at a time, such as pnpm mutation api coupons');
      const place = path.posix.join(API, folder);
      const found = statSync(path.join(root, place), { throwIfNoEntry: false });
      if (found === undefined || !place.startsWith(`${API}/`)) misused(`There is no "${folder}" in ${API}`);
      return {
        name: `api-${folder.replace(/\.ts$/, '').replaceAll('/', '-')}`,
        code: found.isDirectory() ? `${place}/**/*.ts` : place,
        tests: testsOf('tests/integration'),
        floor: 85,
        timeoutMs: 120_000,
      };
    }
    default:
      return misused(`There is no mutation testing of "${name}": it is domain or api`);
  }
}

import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');

const byName = 'Import a package by its name.';
const api = 'The API imports @topheavy/domain only.';
const fakes = 'The fakes import @topheavy/contracts only.';
const testbed = 'The testbed imports @topheavy/api and @topheavy/fakes only.';
const demo = 'The demo imports @topheavy/api only.';
const pure = 'The domain is pure: it imports nothing but its own files.';
const integration = 'Integration tests know the testbed only: the shop from outside.';
const unit = 'Unit tests cover the domain only.';
const contract = 'Contract tests know the fakes only.';
const ofTestbed = 'Tests of the testbed know the testbed only.';

/** What may be imported from where, and what the linter says of the rest. */
const boundaries = [
  {
    where: 'packages/domain/src',
    allowed: ['./money.ts'],
    refused: { zod: pure, 'node:fs': pure, '@topheavy/api': pure },
  },
  {
    where: 'apps/api/src/orders',
    allowed: ['@topheavy/domain', 'zod', 'node:crypto', '../db/locks.ts'],
    refused: {
      '@topheavy/fakes': api,
      '@topheavy/testbed/postgres': api,
      '../../../fakes/src/index.ts': byName,
      '../../../../packages/domain/src/money.ts': byName,
    },
  },
  {
    where: 'apps/fakes/src/core',
    allowed: ['zod', './journal.ts', '../stripe/state.ts'],
    refused: { '@topheavy/api': fakes, '@topheavy/domain': fakes, '../../../api/src/config.ts': byName },
  },
  {
    where: 'packages/testbed/src/shop',
    allowed: ['@topheavy/api', '@topheavy/fakes', 'pg', '../world/world.ts'],
    refused: {
      '@topheavy/domain': testbed,
      '@topheavy/api/src/config.ts': testbed,
      '../../../domain/src/money.ts': byName,
      '../../../../apps/api/src/config.ts': byName,
    },
  },
  {
    where: 'packages/demo/src',
    allowed: ['@topheavy/api', './walk.ts'],
    refused: { '@topheavy/testbed': demo, '../../testbed/src/index.ts': byName },
  },
  {
    where: 'tests/integration/orders',
    allowed: ['@topheavy/testbed', '../every-operation/valid-requests.ts'],
    refused: {
      '@topheavy/api': integration,
      '@topheavy/domain': integration,
      pg: integration,
      vitest: integration,
      '../../../apps/api/src/config.ts': integration,
      '../../unit/arbitraries.ts': integration,
    },
  },
  {
    where: 'tests/unit',
    allowed: ['@topheavy/domain', 'fast-check', 'vitest'],
    refused: { '@topheavy/testbed': unit, '../../packages/domain/src/money.ts': unit },
  },
  {
    where: 'tests/contract/stripe',
    allowed: ['@topheavy/fakes', 'stripe', 'vitest'],
    refused: { '@topheavy/api': contract, '../../../apps/fakes/src/index.ts': contract },
  },
  {
    where: 'tests/testbed/postgres',
    allowed: ['@topheavy/testbed/postgres', 'vitest'],
    refused: { '@topheavy/api': ofTestbed, '../../../packages/testbed/src/index.ts': ofTestbed },
  },
];

type Diagnostic = {
  readonly filename: string;
  readonly code: string;
  readonly message: string;
  readonly help?: string;
};

let folder = '';
let diagnostics: readonly Diagnostic[] = [];

const fileOf = (where: string, what: string): string => `${where}/${what.replaceAll(/\W+/g, '-')}.ts`;

// A copy of the layout with a file for each import, linted in one run.
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'topheavy-boundaries-'));
  const write = (file: string, text: string): void => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  };
  copyFileSync(path.join(root, '.oxlintrc.json'), path.join(folder, '.oxlintrc.json'));
  for (const { where, allowed, refused } of boundaries) {
    for (const what of [...allowed, ...Object.keys(refused)]) {
      write(fileOf(where, what), `import { thing } from '${what}';\nexport const used = thing;\n`);
    }
  }
  write('packages/domain/src/clock.ts', 'export const now = new Date();\n');
  write('packages/domain/src/environment.ts', 'export const zone = process.env;\n');
  const oxlint = path.join(root, 'node_modules/.bin/oxlint');
  const { stdout } = spawnSync(oxlint, ['--format=json', '.'], { cwd: folder, encoding: 'utf8' });
  diagnostics = (JSON.parse(stdout) as { diagnostics: Diagnostic[] }).diagnostics;
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const complaintsAbout = (file: string): (string | undefined)[] =>
  diagnostics.flatMap(({ filename, code, message, help }) => {
    if (filename !== file || !code.includes('no-restricted')) return [];
    return [code.includes('imports') ? help : message];
  });

test.for(boundaries)('what may be imported in $where', ({ where, allowed, refused }) => {
  const wishes = [...allowed, ...Object.keys(refused)];

  const answers = wishes.map((what) => [what, complaintsAbout(fileOf(where, what))]);

  expect(answers).toEqual([
    ...allowed.map((what) => [what, []]),
    ...Object.entries(refused).map(([what, complaint]) => [what, [complaint]]),
  ]);
});

test('the domain has no clock and reads no environment', () => {
  const [clock, environment] = ['clock', 'environment'].map((name) =>
    complaintsAbout(`packages/domain/src/${name}.ts`),
  );

  expect(clock).toEqual([expect.stringContaining('The domain has no clock: take the time as an argument.')]);
  expect(environment).toEqual([expect.stringContaining('The domain reads no environment.')]);
});

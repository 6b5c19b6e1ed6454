import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');

const byName = 'Import a package by its name.';
const api = 'The API imports @topheavy/domain only.';
const fakes = 'The fakes import @topheavy/contracts only.';
const contracts = 'The contracts import no other package of ours.';
const testbed =
  'The testbed imports @topheavy/affected, @topheavy/api, @topheavy/contracts and @topheavy/fakes only.';
const demo = 'The demo imports @topheavy/api only: it talks to the fakes over their control port.';
const pure = 'The domain is pure: it imports nothing but its own files.';
const integration = 'Integration tests know the testbed only: the shop from outside.';
const unit = 'Unit tests cover the domain only.';
const contract = 'Contract tests know the fakes only, and how to say who shares them.';
const ofTestbed = 'Tests of the testbed know the testbed and the bench only.';
const bench =
  'The bench imports @topheavy/affected, @topheavy/api, @topheavy/demo, @topheavy/fakes and @topheavy/testbed only.';

/** What may be imported from where, and what the linter says of the rest. */
const boundaries = [
  {
    where: 'packages/domain/src',
    allowed: ['./money.ts'],
    refused: { zod: pure, 'node:fs': pure, '@topheavy/api': pure, '../../../apps/api/src/config.ts': pure },
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
    allowed: ['@topheavy/contracts', 'zod', './journal.ts', '../stripe/state.ts'],
    refused: { '@topheavy/api': fakes, '@topheavy/domain': fakes, '../../../api/src/config.ts': byName },
  },
  {
    where: 'packages/contracts/src/gate',
    allowed: ['stripe', '../schema.ts'],
    refused: {
      '@topheavy/fakes': contracts,
      '@topheavy/domain': contracts,
      '../../../../apps/fakes/src/index.ts': byName,
    },
  },
  {
    where: 'packages/testbed/src/shop',
    allowed: ['@topheavy/api', '@topheavy/contracts', '@topheavy/fakes', 'pg', '../world/world.ts'],
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
    allowed: ['@topheavy/fakes', '@topheavy/contracts', '@topheavy/affected/memo', 'stripe', 'vitest'],
    refused: {
      '@topheavy/api': contract,
      '@topheavy/affected': contract,
      '@topheavy/affected/plugin': contract,
      '../../../apps/fakes/src/index.ts': 'Contract tests know the fakes only.',
    },
  },
  {
    where: 'tests/testbed/postgres',
    allowed: ['@topheavy/testbed/postgres', '@topheavy/bench/verdict', 'vitest'],
    refused: {
      '@topheavy/api': ofTestbed,
      '../../../packages/testbed/src/index.ts': ofTestbed,
      '../../../bench/load/percentile.ts': ofTestbed,
    },
  },
  {
    where: 'bench/load',
    allowed: ['@topheavy/api', '@topheavy/demo', '@topheavy/testbed/processes', 'pg', '../verdict/index.ts'],
    refused: {
      '@topheavy/domain': bench,
      '@topheavy/contracts': bench,
      '../../apps/api/src/config.ts': byName,
    },
  },
];

/** What would make a price depend on more than its input, and what the linter says of it. */
const impurities: [expression: string, complaint: string][] = [
  ['new Date()', 'The domain has no clock: take the time as an argument.'],
  ['performance.now()', 'The domain has no clock: take the time as an argument.'],
  ['process.env', 'The domain reads no environment.'],
  ['setTimeout(() => {}, 1)', 'The domain does not wait.'],
  ['setInterval(() => {}, 1)', 'The domain does not wait.'],
  ["fetch('http://localhost')", 'The domain asks nobody.'],
  ['crypto.randomUUID()', 'The domain has no chance: the same input gives the same result.'],
  ['Math.random()', 'The domain has no chance: the same input gives the same result.'],
  ['globalThis.name', 'The domain uses nothing that is global.'],
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
  for (const [expression] of impurities)
    write(fileOf('packages/domain/src', expression), `export const used = ${expression};\n`);
  const oxlint = path.join(root, 'node_modules/.bin/oxlint');
  const { stdout } = spawnSync(oxlint, ['--format=json', '.'], { cwd: folder, encoding: 'utf8' });
  diagnostics = (JSON.parse(stdout) as { diagnostics: Diagnostic[] }).diagnostics;
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const complaintsAbout = (file: string): (string | undefined)[] =>
  diagnostics.flatMap(({ filename, code, message, help }) => {
    if (filename !== file || !code.includes('no-restricted')) return [];
    return [code.includes('globals') ? message : help];
  });

test.for(boundaries)('what may be imported in $where', ({ where, allowed, refused }) => {
  const wishes = [...allowed, ...Object.keys(refused)];

  const answers = wishes.map((what) => [what, complaintsAbout(fileOf(where, what))]);

  expect(answers).toEqual([
    ...allowed.map((what) => [what, []]),
    ...Object.entries(refused).map(([what, complaint]) => [what, [complaint]]),
  ]);
});

test.for(impurities)('the domain may not use %s', ([expression, complaint]) => {
  const complaints = complaintsAbout(fileOf('packages/domain/src', expression));

  expect(complaints).toEqual([expect.stringContaining(complaint)]);
});

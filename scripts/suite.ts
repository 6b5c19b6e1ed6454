import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root, run, say, seconds } from './terminal.ts';

const HELP = `Runs one suite: pnpm test:unit | test:contract | test:integration [options] [file filter …]

  --shuffle SEED   run files and tests in the random order of SEED
  --name PATTERN   only tests whose title matches
  --target URL     integration: against an API in another process; "self" starts one.
                   A URL also needs TARGET_DATABASE_URL and TARGET_FAKES_URL (the control port).
  --update         integration: write docs/api-coverage.md anew
  --help           this text

POSTGRES=docker|embedded|url picks where Postgres comes from (docs/postgres.md).`;

const SUITES = ['unit', 'contract', 'testbed', 'integration'];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    shuffle: { type: 'string' },
    name: { type: 'string' },
    target: { type: 'string' },
    update: { type: 'boolean' },
    help: { type: 'boolean' },
  },
});
const [suite = '', ...filters] = positionals;
if (values.help === true) {
  say(HELP);
  process.exit(0);
}
if (!SUITES.includes(suite)) fail(`There is no suite "${suite}". Choose one of: ${SUITES.join(', ')}.`);
if (values.shuffle !== undefined && !/^\d+$/.test(values.shuffle))
  fail('--shuffle takes a whole number, such as 42.');

// Where turbo keeps it, and where `pnpm test` reads counts and times.
const reports = path.join(root, 'tests', suite, '.reports');
await mkdir(reports, { recursive: true });
const whole = filters.length === 0 && values.name === undefined && values.target === undefined;
const { code, ms } = await run('vitest', vitestArgs(), {
  env: {
    ...process.env,
    ...(values.target === undefined ? {} : { TARGET: values.target }),
    ...(whole && suite === 'integration'
      ? { API_COVERAGE: values.update === true ? 'update' : 'check' }
      : {}),
  },
});
say(`${suite}: ${code === 0 ? 'green' : 'RED'} in ${seconds(ms)}`);
process.exit(code);

function vitestArgs(): string[] {
  const { shuffle, name } = values;
  return [
    'run',
    '--project',
    suite,
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${path.join(reports, 'vitest.json')}`,
    ...(suite === 'integration' ? ['--reporter=packages/testbed/src/suite/coverage-reporter.ts'] : []),
    ...(shuffle === undefined
      ? []
      : ['--sequence.shuffle.files', '--sequence.shuffle.tests', `--sequence.seed=${shuffle}`]),
    ...(name === undefined ? [] : ['--testNamePattern', name]),
    // A database belongs to one worker, and the target has one.
    ...(values.target === undefined ? [] : ['--maxWorkers=1']),
    ...filters,
  ];
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}

import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { hollowness, readReport, reportOf } from './suite/read-report.ts';
import { misused, options, root, run, say, seconds } from './terminal.ts';

const HELP = `Runs one suite: pnpm test:unit | test:contract | test:integration [options] [file filter …]

  --shuffle SEED   run files and tests in the random order of SEED
  --name PATTERN   only tests whose title matches
  --target URL     integration: against an API in another process; "self" starts one.
                   A URL also needs TARGET_DATABASE_URL and TARGET_FAKES_URL (the control port).
  --update         integration: write docs/api-coverage.md anew
  --help           this text

POSTGRES=docker|embedded|url picks where Postgres comes from (docs/postgres.md).`;

const SUITES = ['unit', 'contract', 'testbed', 'integration'];

const { values, positionals } = options({
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
if (!SUITES.includes(suite)) misused(`There is no suite "${suite}": choose one of ${SUITES.join(', ')}`);
if (values.shuffle !== undefined && !/^\d+$/.test(values.shuffle))
  misused('--shuffle takes a whole number, such as 42');
if (suite !== 'integration' && (values.target !== undefined || values.update === true))
  misused('--target and --update are for the integration suite only');
const whole = filters.length === 0 && values.name === undefined && values.target === undefined;
if (values.update === true && !whole)
  misused('--update needs the whole run: it goes with no filter, no --name and no --target');

const report = reportOf(suite);
await mkdir(path.dirname(report), { recursive: true });
// A run that writes none must not be judged by an older one.
await rm(report, { force: true });
const { code, ms } = await run('vitest', vitestArgs(), {
  env: {
    ...process.env,
    // Node keeps what it compiled, so that the next run need not do it again.
    NODE_COMPILE_CACHE: path.join(root, 'node_modules/.cache/topheavy/compiled'),
    ...(values.target === undefined ? {} : { TARGET: values.target }),
    ...(whole && suite === 'integration'
      ? { API_COVERAGE: values.update === true ? 'update' : 'check' }
      : {}),
  },
});
const result = await readReport(suite);
const hollow = code === 0 ? hollowness(result, values.name !== undefined) : null;
// Once more at the end, in short: what a long log is read for.
for (const failure of result?.failures ?? []) say(`failed: ${failure}`);
say(
  `${suite}: ${code === 0 && hollow === null ? 'green' : 'RED'} in ${seconds(ms)}${hollow === null ? '' : `: ${hollow}`}`,
);
process.exit(hollow === null ? code : 1);

function vitestArgs(): string[] {
  const { shuffle, name } = values;
  return [
    'run',
    '--project',
    suite,
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${report}`,
    '--reporter=scripts/suite/expected-failures-reporter.ts',
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

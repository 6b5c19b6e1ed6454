import { randomInt } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { affectedTests, type AffectedTests } from './suite/affected-tests.ts';
import { contractTable } from './suite/contract-table.ts';
import { isVerified, runLive, withoutSecrets } from './suite/live/run-live.ts';
import { mutationScore } from './suite/mutation-score.ts';
import { fetchPublished, publishedDir } from './suite/published.ts';
import { gateShare, gateTimesFolder } from './suite/gate-share.ts';
import { prepareContracts, renewFields } from './suite/contracts.ts';
import { hollowness, readReport, reportOf } from './suite/read-report.ts';
import { complaintAbout, environmentOf } from './suite/surroundings.ts';
import { misused, options, root, run, say, seconds, type Finished } from './terminal.ts';

const HELP = `Runs one suite: pnpm test:unit | test:contract | test:integration [options] [file filter …]

  --shuffle SEED   run files and tests in the random order of SEED
  --name PATTERN   only tests whose title matches
  --affected       only the tests that what changed since they last ran can break (pnpm affected)
  --timezone ZONE  integration: the shop and Postgres live in this zone, such as Pacific/Chatham
  --locale LOCALE  integration: they speak this language, such as tr-TR: numbers, letters, sorting
  --live NAMES     contract: also ask these providers themselves, such as stripe,frankfurter, and
                   record their answers (docs/contracts-live.md)
  --schemas        contract: derive the schemas from the installed SDKs, print what differs from
                   packages/contracts/fields, write it there, and run no test
  --gate-share     also print how much of the time the gate of the contracts took
  --reliability    integration: the tests that kill, starve and restart processes and servers instead
                   (tests/reliability, docs/reliability.md)
  --requests N     reliability: throw this many hostile requests in all (docs/reliability.md); 20000 unless told
  --seed N         reliability: the seed that makes them; printed, a new one for each run unless told
  --operation ID   reliability: throw them all at this operation; "each": that many at every one
  --lived-in       integration: in a shop with three years behind it, and without resets between tests
                   (docs/reliability.md); with the tests of tests/lived-in
  --target URL     integration: against an API in another process; "self" starts one.
                   A URL also needs TARGET_DATABASE_URL and TARGET_FAKES_URL (the control port).
  --processes N    with --target self: that many, each request to the next of them
  --fetch          contract: download what the providers publish (pinned, checksummed), and stop
  --mutate         contract: the contract mutation score (docs/contracts.md), and stop
  --verbose        with --mutate: name each mutant that nothing rejects
  --update         integration: write docs/api-coverage.md anew; with --mutate: docs/contracts.md; with
                   --reliability crashes/effects: what each operation does beyond the process
  --help           this text

POSTGRES=docker|embedded|url picks where Postgres comes from (docs/postgres.md).
What follows -- goes to Vitest, such as -- --shard=1/2.`;

const SUITES = ['unit', 'contract', 'testbed', 'affected', 'integration'];

const { values, positionals } = options({
  allowPositionals: true,
  options: {
    shuffle: { type: 'string' },
    name: { type: 'string' },
    affected: { type: 'boolean' },
    timezone: { type: 'string' },
    locale: { type: 'string' },
    live: { type: 'string' },
    schemas: { type: 'boolean' },
    'gate-share': { type: 'boolean' },
    reliability: { type: 'boolean' },
    requests: { type: 'string' },
    seed: { type: 'string' },
    operation: { type: 'string' },
    'lived-in': { type: 'boolean' },
    target: { type: 'string' },
    processes: { type: 'string' },
    fetch: { type: 'boolean' },
    mutate: { type: 'boolean' },
    verbose: { type: 'boolean' },
    update: { type: 'boolean' },
    help: { type: 'boolean' },
  },
});
const [named = '', ...filters] = positionals;
if (values.help === true) {
  say(HELP);
  process.exit(0);
}
if (!SUITES.includes(named)) misused(`There is no suite "${named}": choose one of ${SUITES.join(', ')}`);
if (values.reliability === true && (named !== 'integration' || values.target !== undefined))
  misused('--reliability is for the integration suite only, and starts its own processes: no --target');
if (values.processes !== undefined && values.target !== 'self')
  misused('--processes goes with --target self: an API at a URL was started by somebody else');
if (values.processes !== undefined && !/^[1-9]\d?$/.test(values.processes))
  misused('--processes takes a whole number from 1 to 99, such as 4');
const surroundings = { timezone: values.timezone ?? null, locale: values.locale ?? null };
if (named !== 'integration' && (surroundings.timezone ?? surroundings.locale) !== null)
  misused('--timezone and --locale are for the integration suite only');
const wrongSurroundings = complaintAbout(surroundings);
if (wrongSurroundings !== null) misused(wrongSurroundings);
const livedIn = values['lived-in'] === true;
if (livedIn && (named !== 'integration' || values.reliability === true || values.target !== undefined))
  misused('--lived-in is for the integration suite only, and goes with neither --reliability nor --target');
const suite = values.reliability === true ? 'reliability' : named;
if (values.shuffle !== undefined && !/^\d+$/.test(values.shuffle))
  misused('--shuffle takes a whole number, such as 42');
const { requests, seed, operation } = values;
if (suite !== 'reliability' && (requests ?? seed ?? operation) !== undefined)
  misused('--requests, --seed and --operation are for hostile requests: they go with --reliability');
for (const [option, value] of Object.entries({ requests, seed })) {
  if (value !== undefined && !/^[1-9]\d{0,8}$/.test(value))
    misused(`--${option} takes a whole number from 1, such as 20000`);
}
if (operation !== undefined && operation !== 'each') {
  const { publishedOperations } = await import('@topheavy/testbed/operations');
  const known = publishedOperations().map(({ operationId }) => operationId);
  if (!known.includes(operation))
    misused(`There is no operation "${operation}": choose each, ${known.join(', ')}`);
}
const apart = values.fetch === true || values.mutate === true;
if (values.fetch === true && values.mutate === true)
  misused('--fetch and --mutate are two runs: first --fetch');
if (apart && (suite !== 'contract' || filters.length > 0 || values.name !== undefined))
  misused('--fetch and --mutate are for the contract suite as a whole: pnpm test:contract --mutate');
if (values.verbose === true && values.mutate !== true) misused('--verbose goes with --mutate');
if (
  named !== 'integration' &&
  (values.target !== undefined || (values.update === true && values.mutate !== true))
)
  misused('--target and --update are for the integration suite only');
if (values.live !== undefined && (apart || suite !== 'contract' || filters.length > 0))
  misused('--live is for the contract suite only, and goes with no file filter');
if (values.schemas === true && (apart || suite !== 'contract' || filters.length > 0))
  misused('--schemas is for the contract suite only, and goes with no file filter');
if (values.fetch === true) process.exit(await fetchPublished());
// Derived once, before workers that would each do it on their own.
if (!['unit', 'testbed', 'affected'].includes(suite)) await prepareContracts();
if (values.mutate === true)
  process.exit(await mutationScore({ verbose: values.verbose === true, update: values.update === true }));
const plain = filters.length === 0 && values.name === undefined && values.target === undefined;
if (values.affected === true && (!plain || livedIn || suite === 'reliability' || values.live !== undefined))
  misused(
    '--affected chooses the tests itself: it goes with no filter, --name, --target, --live or --lived-in',
  );
const affected = values.affected === true ? await affectedTests(suite) : null;
if (affected !== null) {
  say(affected.words);
  if (!affected.all && affected.files.length === 0) process.exit(0);
}
const chosen = affected === null || affected.all ? null : affected;
const whole = plain && chosen === null;
if (values.update === true && suite === 'integration' && (!whole || livedIn))
  misused('--update needs the whole run: it goes with no filter, --name, --target or --lived-in');

if (values.schemas === true) {
  say(renewFields());
  process.exit(0);
}

const hostile = suite === 'reliability' ? await hostileEnvironment() : {};

const published = suite === 'contract' ? await publishedDir() : null;
const report = reportOf(suite);
await mkdir(path.dirname(report), { recursive: true });
// First, so that the fakes are compared with what has just been recorded.
const live = values.live === undefined ? null : await runLive(values.live, values.name);
// Then those fakes alone.
if (live !== null) filters.push(...[...live.keys()].map((name) => `tests/contract/${name}/`));
// A run that writes none must not be judged by an older one.
await rm(report, { force: true });
const gateTimes = values['gate-share'] === true ? await gateTimesFolder() : null;
const env = {
  ...withoutSecrets(process.env),
  ...environmentOf(surroundings),
  // Node keeps what it compiled, so that the next run need not do it again.
  NODE_COMPILE_CACHE: path.join(root, 'node_modules/.cache/topheavy/compiled'),
  ...hostile,
  ...(gateTimes === null ? {} : { GATE_TIMES: gateTimes }),
  // What runs in another process is not seen, and with old data a test does other things.
  ...(values.target === undefined ? {} : { TARGET: values.target, AFFECTED: 'off' }),
  ...(values.processes === undefined ? {} : { TARGET_PROCESSES: values.processes }),
  ...(livedIn ? { LIVED_IN: '1', AFFECTED: 'off' } : {}),
  ...(whole && suite === 'integration' && !livedIn
    ? { API_COVERAGE: values.update === true ? 'update' : 'check' }
    : {}),
};
const runTests = ({ files, environment }: Pick<AffectedTests, 'files' | 'environment'>): Promise<Finished> =>
  run('vitest', vitestArgs([...filters, ...files]), { env: { ...env, ...environment } });
let { code, ms } = await runTests(chosen ?? { files: [], environment: {} });
// What tests start from was made anew: if something else came of it, they run, too.
const more = chosen === null || code !== 0 ? null : await affectedTests(suite);
if (more !== null && more.files.length > 0) {
  say(more.words);
  const next = await runTests(more);
  ({ code } = next);
  ms += next.ms;
}
if (gateTimes !== null) say(await gateShare(gateTimes, report));
const result = await readReport(suite);
const hollow = code === 0 ? hollowness(result, values.name !== undefined || chosen !== null) : null;
if (suite === 'contract' && (whole || live !== null)) say(`\n${await contractTable(report, live)}\n`);
// Once more at the end, in short: what a long log is read for.
for (const failure of result?.failures ?? []) say(`failed: ${failure}`);
const unverified = [...(live ?? [])].filter(([, outcome]) => !isVerified(outcome)).map(([name]) => name);
const problem = hollow ?? (unverified.length > 0 ? `live, ${unverified.join(', ')} not verified` : null);
say(
  `${suite}: ${code === 0 && problem === null ? 'green' : 'RED'} in ${seconds(ms)}${problem === null ? '' : `: ${problem}`}`,
);
process.exit(problem === null ? code : 1);

/** Every run throws other requests than the one before; its seed brings them back. */
async function hostileEnvironment(): Promise<Record<string, string>> {
  const chosen = seed ?? String(randomInt(1, 1_000_000));
  const environment = {
    HOSTILE_SEED: chosen,
    ...(requests === undefined ? {} : { HOSTILE_REQUESTS: requests }),
    ...(operation === undefined ? {} : { HOSTILE_OPERATION: operation }),
  };
  if (filters.length > 0 && !filters.some((filter) => filter.includes('hostile'))) return environment;
  // A test that is green has thrown all that was planned for it.
  const { CALLERS, hostileOptions, publishedPlan, sumOf } = await import('@topheavy/testbed/hostile');
  const plan = publishedPlan(hostileOptions(environment));
  const count = plan.reduce((sum, one) => sum + sumOf(one), 0) * CALLERS.length;
  say(`hostile requests: ${count} at ${plan.length} operations, --seed ${chosen}`);
  return environment;
}

function vitestArgs(files: readonly string[]): string[] {
  const { shuffle, name } = values;
  return [
    'run',
    '--project',
    suite,
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${report}`,
    '--reporter=scripts/suite/expected-failures-reporter.ts',
    ...(process.env['SUITE_TIMES'] ? ['--reporter=scripts/suite/times-reporter.ts'] : []),
    ...(suite === 'integration' ? ['--reporter=packages/testbed/src/suite/coverage-reporter.ts'] : []),
    ...(shuffle === undefined
      ? []
      : ['--sequence.shuffle.files', '--sequence.shuffle.tests', `--sequence.seed=${shuffle}`]),
    ...(name === undefined ? [] : ['--testNamePattern', name]),
    ...(suite === 'reliability' && values.update === true ? ['--update'] : []),
    ...(suite === 'contract' && published === null ? ['--exclude', 'tests/contract/published/**'] : []),
    // A database belongs to one worker, and the target at a URL has one.
    ...(values.target === undefined || values.target === 'self' ? [] : ['--maxWorkers=1']),
    ...files,
  ];
}

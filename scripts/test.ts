import { chooseSource } from '@topheavy/testbed/postgres';
import { rm } from 'node:fs/promises';
import { hollowness, readReport, reportOf, type Report } from './suite/read-report.ts';
import { publishedDir } from './suite/published.ts';
import { options, run, say, seconds } from './terminal.ts';

const HELP = `pnpm test: everything that must be green, through turbo: check, unit, contract,
testbed, affected and integration tests.
What did not change since the last run is answered from turbo's cache.

  --force   run it all the same
  --help    this text

POSTGRES=docker|embedded|url picks where Postgres comes from (docs/postgres.md).`;

const { values } = options({ options: { force: { type: 'boolean' }, help: { type: 'boolean' } } });
if (values.help === true) {
  say(HELP);
  process.exit(0);
}

const SUITES = ['unit', 'contract', 'testbed', 'affected', 'integration'];
/** Unit tests are for pure pricing only; this keeps the pyramid upside down. */
const MOST_UNIT_TESTS_PERCENT = 20;
// A suite that does not get to run must not be summed up from an older report.
await Promise.all(SUITES.map((suite) => rm(reportOf(suite), { force: true })));

// Chosen here and not in each suite: turbo must know it, or it answers for one Postgres with what
// another one said.
const postgres = await chooseSource(process.env, undefined, say).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
// Likewise: copies that were downloaded since are another run, not an answer of the cache.
const published = await publishedDir();
const tasks = ['check', ...SUITES.map((suite) => `test:${suite}`)];
const { code, ms } = await run(
  'turbo',
  [
    'run',
    ...tasks,
    '--output-logs=new-only',
    '--log-order=grouped',
    // Two cores: the integration suite uses both, so tasks run one after the other.
    '--concurrency=1',
    ...(values.force === true ? ['--force'] : []),
  ],
  {
    env: {
      ...process.env,
      POSTGRES: postgres,
      ...(published !== null && { CONTRACTS_DIR: published }),
      TURBO_TELEMETRY_DISABLED: '1',
      TURBO_NO_UPDATE_NOTIFIER: '1',
    },
  },
);

const reports = new Map<string, Report>();
let hollow = 0;
say();
for (const suite of SUITES) {
  const report = await readReport(suite);
  if (report === null) {
    hollow += 1;
    say(`  ${suite.padEnd(12)} did not run`);
    continue;
  }
  reports.set(suite, report);
  const reason = hollowness(report);
  if (reason !== null) hollow += 1;
  say(
    `  ${suite.padEnd(12)} ${String(report.passed).padStart(4)} passed ${String(report.failed).padStart(3)} failed   ${seconds(report.ms)}${reason === null ? '' : `   RED: ${reason}`}`,
  );
}
const sum = (key: 'passed' | 'failed'): number =>
  [...reports.values()].reduce((total, report) => total + report[key], 0);
const unitPercent = (100 * (reports.get('unit')?.passed ?? 0)) / Math.max(1, sum('passed'));
const shapely = unitPercent <= MOST_UNIT_TESTS_PERCENT;
say(
  `\n  ${unitPercent.toFixed(1)} % are unit tests; at most ${MOST_UNIT_TESTS_PERCENT} % may be${shapely ? '' : ': RED, test promises through HTTP instead'}`,
);
const green = code === 0 && hollow === 0 && shapely;
say(
  `\n${sum('passed')} passed, ${sum('failed')} failed in ${seconds(ms)}, Postgres: ${postgres}${green ? '' : ': not green, see above'}`,
);
process.exit(green ? 0 : 1);

import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root, run, say, seconds } from './terminal.ts';

const HELP = `pnpm test: everything that must be green, through turbo: check, unit, contract,
testbed and integration tests.
What did not change since the last run is answered from turbo's cache; --force runs it all the same.`;

const { values } = parseArgs({ options: { force: { type: 'boolean' }, help: { type: 'boolean' } } });
if (values.help === true) {
  say(HELP);
  process.exit(0);
}

const SUITES = ['unit', 'contract', 'testbed', 'integration'];
/** Unit tests are for pure pricing only; this keeps the pyramid upside down. */
const MOST_UNIT_TESTS_PERCENT = 20;
const reportOf = (suite: string): string => path.join(root, 'tests', suite, '.reports/vitest.json');
// A suite that does not get to run must not be summed up from an older report.
await Promise.all(SUITES.map((suite) => rm(reportOf(suite), { force: true })));

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
  { env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', TURBO_NO_UPDATE_NOTIFIER: '1' } },
);

const reports = new Map<string, Report>();
say();
for (const suite of SUITES) {
  const report = await readReport(reportOf(suite));
  if (report === null) {
    say(`  ${suite.padEnd(12)} did not run`);
    continue;
  }
  reports.set(suite, report);
  say(
    `  ${suite.padEnd(12)} ${String(report.passed).padStart(4)} passed ${String(report.failed).padStart(3)} failed   ${seconds(report.ms)}`,
  );
}
const sum = (key: 'passed' | 'failed'): number =>
  [...reports.values()].reduce((total, report) => total + report[key], 0);
const unitPercent = (100 * (reports.get('unit')?.passed ?? 0)) / Math.max(1, sum('passed'));
const shapely = unitPercent <= MOST_UNIT_TESTS_PERCENT;
say(
  `\n  ${unitPercent.toFixed(1)} % are unit tests; at most ${MOST_UNIT_TESTS_PERCENT} % may be${shapely ? '' : ': RED, test promises through HTTP instead'}`,
);
say(
  `\n${sum('passed')} passed, ${sum('failed')} failed in ${seconds(ms)}${code === 0 ? '' : ': not green, see above'}`,
);
process.exit(code === 0 && shapely ? 0 : 1);

type Report = { readonly passed: number; readonly failed: number; readonly ms: number };

async function readReport(file: string): Promise<Report | null> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return null;
  const report = JSON.parse(text) as {
    numPassedTests: number;
    numFailedTests: number;
    startTime: number;
    testResults: { endTime: number }[];
  };
  const endTime = Math.max(report.startTime, ...report.testResults.map((one) => one.endTime));
  return { passed: report.numPassedTests, failed: report.numFailedTests, ms: endTime - report.startTime };
}

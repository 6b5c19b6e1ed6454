import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root, run, say, seconds } from './terminal.ts';

const HELP = `pnpm test: everything that must be green, through turbo: check, unit, contract, integration.
What did not change since the last run is answered from turbo's cache; --force runs it all the same.`;

const { values } = parseArgs({ options: { force: { type: 'boolean' }, help: { type: 'boolean' } } });
if (values.help === true) {
  say(HELP);
  process.exit(0);
}

const SUITES = ['unit', 'contract', 'integration'];
const reportOf = (suite: string): string => path.join(root, 'tests', suite, '.reports/vitest.json');
// A suite that does not get to run must not be summed up from an older report.
await Promise.all(SUITES.map((suite) => rm(reportOf(suite), { force: true })));

const tasks = ['check', ...SUITES.map((suite) => `test:${suite}`)];
const { code, ms } = await run('turbo', [
  'run',
  ...tasks,
  '--output-logs=new-only',
  '--log-order=grouped',
  // Two cores: the integration suite uses both, so tasks run one after the other.
  '--concurrency=1',
  ...(values.force === true ? ['--force'] : []),
], { env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', TURBO_NO_UPDATE_NOTIFIER: '1' } });

let passed = 0;
let failed = 0;
say();
for (const suite of SUITES) {
  const report = await readReport(reportOf(suite));
  if (report === null) {
    say(`  ${suite.padEnd(12)} did not run`);
    continue;
  }
  passed += report.passed;
  failed += report.failed;
  say(`  ${suite.padEnd(12)} ${String(report.passed).padStart(4)} passed ${String(report.failed).padStart(3)} failed   ${seconds(report.ms)}`);
}
say(`\n${passed} passed, ${failed} failed in ${seconds(ms)}${code === 0 ? '' : ': not green, see above'}`);
process.exit(code);

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

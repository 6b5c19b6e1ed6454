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
import { hostileEnvironment } from './suite/hostile-environment.ts';
import { readOptions } from './suite/read-options.ts';
import { environmentOf } from './suite/surroundings.ts';
import { vitestArguments } from './suite/vitest-arguments.ts';
import { misused, root, run, say, seconds, type Finished } from './terminal.ts';

const { values, suite, filters, livedIn, surroundings, provider } = await readOptions();
if (values.fetch === true) process.exit(await fetchPublished());
// Derived once, before workers that would each do it on their own.
if (!['unit', 'testbed', 'affected'].includes(suite)) await prepareContracts();
if (values.mutate === true)
  process.exit(
    await mutationScore({ verbose: values.verbose === true, update: values.update === true, provider }),
  );
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

const hostile = suite === 'reliability' ? await hostileEnvironment(values, filters) : {};

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
  run(
    'vitest',
    vitestArguments({ suite, values, report, published: published !== null, files: [...filters, ...files] }),
    { env: { ...env, ...environment } },
  );
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

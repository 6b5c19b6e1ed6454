import { options, run, say, seconds } from '../scripts/terminal.ts';
import { coverageArguments } from './runner/coverage.ts';

const HELP = `node proof/run-mirage.ts: the unit suite with mocks that the proof compares with (proof/README.md).

  --coverage   also how many lines of apps/api and packages/domain it runs; fails below 90 %
  --help       this text`;

const { values, positionals } = options({
  allowPositionals: true,
  options: { coverage: { type: 'boolean' }, help: { type: 'boolean' } },
});
if (values.help === true) {
  say(HELP);
  process.exit(0);
}
const coverage =
  values.coverage === true ? [...coverageArguments('mirage'), '--coverage.thresholds.lines=90'] : [];
const config = ['--config', 'proof/mirage/vitest.config.ts', '--reporter=dot'];
const { code, ms } = await run('vitest', ['run', ...config, ...coverage, ...positionals]);
say(`mirage: ${code === 0 ? 'green' : 'RED'} in ${seconds(ms)}`);
process.exit(code);

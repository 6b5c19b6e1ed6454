import { availableParallelism } from 'node:os';
import path from 'node:path';
import { throwAwayCopy } from './throw-away-copy.ts';
import { tryMutants } from './mutation/try-mutants.ts';
import { targetOf } from './mutation/targets.ts';
import { wordsOf } from './mutation/words.ts';
import { misused, options, root, say } from './terminal.ts';

const HELP = `pnpm mutation: changes the code in small ways, one at a time, and counts which changes a test notices.

  pnpm mutation               packages/domain, by the unit tests (tests/unit)
  pnpm mutation api FOLDER    this folder or file of apps/api/src, by the integration tests (tests/integration)

  --one-in N        with api: every Nth file of it instead of a folder
  --seed S          with --one-in: which ones (0); N seeds that follow each other are all of them
  --tests FOLDER    only these tests, such as tests/integration/coupons: sooner, and notices less
  --concurrency N   so many test processes at once; one for each core unless told
  --force           every mutant anew; else what was found out of code and tests that are still the same is kept
  --help            this text

Exits with 1 when too few are noticed. The report for people is .reports/mutation/NAME/index.html. What survives is
killed by a better test or has its reason in the code (docs/mutation.md).`;

const { values, positionals } = options({
  allowPositionals: true,
  options: {
    tests: { type: 'string' },
    'one-in': { type: 'string' },
    seed: { type: 'string', default: '0' },
    concurrency: { type: 'string' },
    force: { type: 'boolean' },
    help: { type: 'boolean' },
  },
});
if (values.help === true) {
  say(HELP);
  process.exit(0);
}
const concurrency = values.concurrency === undefined ? availableParallelism() : Number(values.concurrency);
if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > 64)
  misused(`--concurrency takes a whole number from 1 to 64, not "${values.concurrency}"`);
const { tests, seed } = values;
const target = targetOf(positionals, { tests, oneIn: values['one-in'], seed });

const startedAt = performance.now();
const copy = await throwAwayCopy();
let outcome;
try {
  // Stryker takes the folder it is started in for the project.
  process.chdir(copy.folder);
  outcome = await tryMutants(target, { concurrency, force: values.force === true });
} finally {
  process.chdir(root);
  await copy.remove();
}
say(wordsOf(target, outcome, performance.now() - startedAt));
say(`report: ${path.join('.reports/mutation', target.name, 'index.html')}`);
process.exit(outcome.score < target.floor ? 1 : 0);

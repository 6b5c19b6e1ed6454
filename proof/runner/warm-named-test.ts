import { loadConfig, readRecord } from '@topheavy/affected';
import { matcher } from '@topheavy/affected/paths';
import { root } from '../../scripts/terminal.ts';
import { openWarmRuns } from '../../scripts/warm-runs.ts';
import type { Named } from './run-tests.ts';
import { seenBy } from './seen-by.ts';
import { answerWith } from './warm-child.ts';

/** A test, and the files in which the copy differs from the checkout. */
export type AskedTest = Named & { readonly changed: readonly string[] };

// Runs named tests in the copy where it was started, with what changed there since the last one, in processes
// that stay. Answers the first words of the test's failure, if it fails with the patch and passes without.
const folder = process.cwd();
const config = await loadConfig(folder);
const record = readRecord(root, config);
const isSetup = matcher([...config.migrations, ...config.setups]);
const runs = await openWarmRuns(folder, config.record, { most: 1 });

async function tryTest({ changed, file, title }: AskedTest): Promise<string | null> {
  const test = [...record.tests.values()].find((one) => one.file === file && one.names.at(-1) === title);
  if (test === undefined) return null;
  await runs.takeUp(changed, changed.some(isSetup));
  const { failed, passed, errors } = await runs.run([{ ...test, reasons: [] }]);
  return passed.size + failed.size !== 1 || errors > 0 ? null : ([...failed.values()][0] ?? '');
}

async function answer(asked: AskedTest): Promise<string | null> {
  const { changed } = asked;
  const seen = await seenBy({ root, folder, changed, tryTest: () => tryTest(asked) });
  // Whatever made it so, the next one begins anew.
  if (seen === null) await runs.discard();
  return seen;
}

answerWith(answer, runs.close);

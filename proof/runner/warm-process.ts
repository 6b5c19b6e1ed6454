import { loadConfig, readRecord } from '@topheavy/affected';
import { matcher } from '@topheavy/affected/paths';
import { root } from '../../scripts/terminal.ts';
import { openWarmRuns } from '../../scripts/warm-runs.ts';
import { seenBy } from './seen-by.ts';
import type { Answer, Asked } from './warm-tests.ts';

// Runs named tests in the copy where it was started, with what changed there since the last one, in processes
// that stay. Its parent asks, and ends it by closing the channel.
const folder = process.cwd();
const config = await loadConfig(folder);
const record = readRecord(root, config);
const isSetup = matcher([...config.migrations, ...config.setups]);
const runs = await openWarmRuns(folder, config.record, { most: 1 });
// Ctrl-C reaches every process of the terminal; this one ends with its parent.
process.on('SIGINT', () => undefined);

async function tryTest({ changed, file, title }: Asked): Promise<string | null> {
  const test = [...record.tests.values()].find((one) => one.file === file && one.names.at(-1) === title);
  if (test === undefined) return null;
  await runs.takeUp(changed, changed.some(isSetup));
  const { failed, passed, errors } = await runs.run([{ ...test, reasons: [] }]);
  return passed + failed.size !== 1 || errors > 0 ? null : ([...failed.values()][0] ?? '');
}

async function answer(asked: Asked): Promise<Answer> {
  const { changed } = asked;
  const seen = await seenBy({ root, folder, changed, tryTest: () => tryTest(asked) });
  // Whatever made it so, the next one begins anew.
  if (seen === null) await runs.discard();
  return { seen };
}

process.on('message', (asked: Asked) => {
  void answer(asked)
    .catch(() => ({ seen: null }))
    .then((told) => process.send?.(told));
});
process.on('disconnect', () => void runs.close().finally(() => process.exit()));

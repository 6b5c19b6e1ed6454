import { loadConfig, readRecord } from '@topheavy/affected';
import { matcher } from '@topheavy/affected/paths';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../scripts/terminal.ts';
import { openWarmRuns } from '../../scripts/warm-runs.ts';
import type { Asked, Answer } from './warm-tests.ts';

// Runs named tests in the copy where it was started, with what changed there since the last one, in processes
// that stay. Its parent asks and ends it by closing the channel.
const folder = process.cwd();
const config = await loadConfig(folder);
const record = readRecord(root, config);
const isSetup = matcher([...config.migrations, ...config.setups]);
const runs = await openWarmRuns(folder, config.record, { most: 1 });
// Ctrl-C reaches every process of the terminal; this one ends with its parent.
process.on('SIGINT', () => undefined);

/** The first words of the named test's failure, '' when it passed; null when it did not run. */
async function tryTest({ changed, file, title }: Asked): Promise<string | null> {
  const [test] = [...record.tests.values()].filter((one) => one.file === file && one.names.at(-1) === title);
  if (test === undefined) return null;
  await runs.takeUp(changed, changed.some(isSetup));
  const { failed, passed, errors } = await runs.run([{ ...test, reasons: [] }]);
  return passed + failed.size !== 1 || errors > 0 ? null : ([...failed.values()][0] ?? '');
}

/** Without the patch: files are as in the checkout. */
async function withoutPatch<T>(changed: readonly string[], work: () => Promise<T>): Promise<T> {
  const patched = changed.map((file) => readFileSync(path.join(folder, file)));
  for (const file of changed) writeFileSync(path.join(folder, file), readFileSync(path.join(root, file)));
  try {
    return await work();
  } finally {
    for (const [index, file] of changed.entries())
      writeFileSync(path.join(folder, file), patched[index] ?? '');
  }
}

async function answer(asked: Asked): Promise<Answer> {
  // What comes or goes has no version before it.
  const lasts = asked.changed.every((file) =>
    [root, folder].every((place) => existsSync(path.join(place, file))),
  );
  if (!lasts) return { seen: null };
  const why = await tryTest(asked);
  if (why === null || why === '') {
    await runs.discard();
    return { seen: null };
  }
  // A process that many patches went through must not be what fails: right after, without the patch, it passes.
  const sound = await withoutPatch(asked.changed, () => tryTest(asked));
  if (sound === '') return { seen: why };
  await runs.discard();
  return { seen: null };
}

process.on('message', (asked: Asked) => {
  void answer(asked)
    .catch(() => ({ seen: null }))
    .then((told) => process.send?.(told));
});
process.on('disconnect', () => void runs.close().finally(() => process.exit()));

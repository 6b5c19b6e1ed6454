import { loadConfig, readRecord } from '@topheavy/affected';
import { matcher } from '@topheavy/affected/paths';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openWarmRuns } from '../warm-runs.ts';
import { judge } from './judge.ts';
import type { Start, Told } from './judges.ts';
import { broken, type Mutant } from './mutants.ts';

/** A mutant that lets a test wait for ever costs so much; what is too slow for other reasons counts as noticed, no more. */
const TEST_TIMEOUT_MS = 5000;

// Judges mutants in the copy where it was started, one at a time, as its parent gives them.
const folder = process.cwd();
const config = await loadConfig(folder);
const record = readRecord(folder, config);
const isSetup = matcher([...config.migrations, ...config.setups]);
// Its parent says first what it has to know.
const { tests, exclude } = await new Promise<Start>((resolve) => process.once('message', resolve));
const runs = await openWarmRuns(folder, config.record, { most: 1, exclude, testTimeoutMs: TEST_TIMEOUT_MS });
// Ctrl-C reaches every process of the terminal; this one ends with its parent.
process.on('SIGINT', () => undefined);

/** What the processes of the tests hold in another version than lies here: mutants that are gone. */
let stale: readonly string[] = [];

async function tell(mutant: Mutant): Promise<Told> {
  const startedAt = performance.now();
  const full = path.join(folder, mutant.file);
  const sound = readFileSync(full, 'utf8');
  writeFileSync(full, broken(mutant, sound) ?? sound);
  // Not every mutant is taken up: where everything is selected, nothing runs.
  const takeUp = async (): Promise<void> => {
    const files = [...new Set([mutant.file, ...stale])];
    stale = [mutant.file];
    await runs.takeUp(files, files.some(isSetup));
  };
  try {
    const judged = await judge({ folder, config, record, tests }, mutant, takeUp, runs);
    return { judged, ms: performance.now() - startedAt };
  } finally {
    writeFileSync(full, sound);
  }
}

process.on('message', (mutant: Mutant) => {
  void tell(mutant).then((told) => process.send?.(told));
});
process.on('disconnect', () => void runs.close().finally(() => process.exit()));
process.send?.('ready');

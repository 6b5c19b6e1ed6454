// Started by seek-missed.test.ts, in the folder of the project.
import { loadConfig, readRecord } from '@topheavy/affected';
import path from 'node:path';
import { openJournal } from '../../../scripts/affected/journal.ts';
import type { Mutant } from '../../../scripts/affected/mutants.ts';
import { seekMissed } from '../../../scripts/affected/truth.ts';
import { openWarmRuns } from '../../../scripts/warm-runs.ts';

/** A mutant, and the titles of the tests that are said to be selected for it. */
export type Claimed = Pick<Mutant, 'file' | 'at'> & { readonly selected: readonly string[] };

const claims = JSON.parse(process.argv[2] ?? '[]') as Claimed[];
const folder = process.cwd();
const config = await loadConfig(folder);
const record = readRecord(folder, config);
const tests = [...record.tests.keys()].toSorted();
const journal = openJournal(path.join(folder, 'journal.jsonl'), 'claims');
for (const [number, { selected, ...mutant }] of claims.entries())
  journal.add({
    number,
    judged: {
      ...mutant,
      of: 'function',
      kind: 'throws',
      picked: selected.length,
      selected: tests.flatMap((test, at) =>
        selected.includes(record.tests.get(test)?.names.at(-1) ?? '') ? [at] : [],
      ),
      time: 0,
      killed: 'no',
    },
  });
const runs = await openWarmRuns(folder, config.record);
try {
  await seekMissed({ folder, config, record, tests, journal }, runs);
} finally {
  await runs.close();
  // A test that fails is what is looked for.
  process.exitCode = 0;
}

import { parseArgs } from 'node:util';
import { explain } from './cli/explain.ts';
import { printSelection } from './cli/print-selection.ts';
import { loadConfig } from './config.ts';
import { selectSince } from './select/since.ts';
import { select } from './select/select.ts';
import { readRecord } from './store/read-record.ts';

const HELP = `affected: the tests that the changes since they last ran can break, and why. Runs none.

  --since REF      what changed since this commit, instead of since the tests last ran
  --explain FILE[:LINE] | TEST
                   which tests run the functions of a file, or the one at a line; or what a test runs
  --json           for programs: picks with reasons, changes, all, total
  --help           this text

Every run of the tests keeps the record up to date; AFFECTED=off does not.`;

const root = process.cwd();

try {
  const { values } = parseArgs({
    options: {
      since: { type: 'string' },
      explain: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  process.stdout.write(`${values.help === true ? HELP : await answer(values)}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}

async function answer(values: { since?: string; explain?: string; json?: boolean }): Promise<string> {
  const config = await loadConfig(root);
  const record = readRecord(root, config);
  if (values.explain !== undefined) return explain(root, record, values.explain);
  const selection =
    values.since === undefined
      ? select(root, config, record)
      : selectSince(root, config, record, values.since);
  return values.json === true ? JSON.stringify(selection, null, 2) : printSelection(selection);
}

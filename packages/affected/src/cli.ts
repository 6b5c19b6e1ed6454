import process from 'node:process';
import { loadConfig } from './config.ts';
import { select } from './select/select.ts';
import { readRecord } from './store/read-record.ts';

const root = process.cwd();
const config = await loadConfig(root);
const selection = select(root, config, readRecord(root, config));
process.stdout.write(
  `${selection.picks.length} of ${selection.total}${selection.all ? ': everything' : ''}\n`,
);

import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { configurationPage } from './docs/configuration-page.ts';
import { errorsPage } from './docs/errors-page.ts';
import { formatted } from './docs/formatted.ts';
import { reliabilityPage } from './docs/reliability-page.ts';
import { faultTable } from '../tests/integration/faults/fault-table.ts';
import { options, root, say } from './terminal.ts';

const HELP = `node scripts/generate-docs.ts: writes the pages of docs/ that are made from the code.

  --check   write nothing; fail when a page is not what the code says
  --help    this text`;

const { values } = options({ options: { check: { type: 'boolean' }, help: { type: 'boolean' } } });
if (values.help === true) {
  say(HELP);
  process.exit(0);
}

const pages: readonly (readonly [file: string, text: string])[] = [
  ['docs/configuration.md', configurationPage()],
  ['docs/errors.md', errorsPage()],
  ['docs/fault-table.md', faultTable()],
  ['docs/reliability.md', reliabilityPage()],
];
for (const [file, text] of pages) {
  const place = path.join(root, file);
  const wanted = formatted(file, text);
  if ((await readFile(place, 'utf8').catch(() => '')) === wanted) continue;
  if (values.check === true) {
    say(`${file} is not what the code says.`);
    process.exitCode = 1;
  } else {
    await writeFile(place, wanted);
    say(`${file} is written.`);
  }
}

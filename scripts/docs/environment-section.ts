import { readFileSync } from 'node:fs';
import path from 'node:path';
import { MOMENTS } from '../../tests/integration/calendar/moments.ts';
import { root } from '../terminal.ts';
import { ENVIRONMENT, type Surrounding } from './environment.ts';

/** Section "Environment" of docs/reliability.md. Throws when a test that the table names is not there. */
export const environmentSection = (): string => `## Environment

Databases that go away, lines that break, disks that fill, calendars that jump, languages that differ. ${ENVIRONMENT.length} dangers;
those of the calendar are tried at ${MOMENTS.length} moments, each in a time zone that it bites in.

- Tests of \`tests/reliability\` run with \`pnpm test:integration --reliability environment processes\`. They end and
  fill a Postgres of their own, from npm, whatever source the rest has (in Docker, too): what is down comes up again with
  its data and on its port, while a container of tests keeps its data in memory and gets another port when it starts.
- A full disk is a small tmpfs. It takes Linux, and root or a \`sudo\` that asks for no password; elsewhere these two tests fail and
  say so. The memory limit is read from \`/proc\` as the peak; where there is none, as on macOS, from the process's own
  metrics after the burst.
- Tests of \`tests/integration\` run with \`pnpm test:integration calendar system\`.
- The whole integration suite runs in other surroundings: \`pnpm test:integration --timezone Pacific/Chatham --locale tr-TR\` sets
  them for the shop and for Postgres, whose text then sorts by that language and whose dates are in another style. CI combines
  that with \`--shuffle\` and \`--target\`.

| Danger | What the shop does | Test | Suite |
| --- | --- | --- | --- |
${ENVIRONMENT.map(row).join('\n')}
`;

function row({ danger, answer, test }: Surrounding): string {
  const [name = '', title = ''] = test.split(' > ');
  const file = `tests/${name}`;
  const text = readFileSync(path.join(root, file), 'utf8');
  if (!text.includes(`'${title}'`))
    throw new Error(`${file} has no test '${title}': mend scripts/docs/environment.ts.`);
  return `| ${danger} | ${answer} | [${title.replaceAll('$', '')}](../${file}) | ${name.split('/')[0]} |`;
}

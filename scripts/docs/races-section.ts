import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../terminal.ts';
import { RACES, type Race } from './races.ts';

const LEAST_AT_ONCE = 50;

/** Section "Races" of docs/reliability.md. Throws when a test that the table names is not there. */
export function racesSection(): string {
  const rows = RACES.map((race) => {
    requireStampede(race);
    requireSameTest(race);
    const bug = `[${race.bug}](../proof/bugs/${race.bug}/story.md)`;
    return `| ${race.danger} | ${link(race.gated)} | ${link(race.stampede)} | ${bug} |`;
  });
  return `## Races

A row gate ([write a test](write-a-test.md)) holds the row that the rivals need until all of them wait for it, or a fake
keeps its answer: no sleep, no luck, no hook in the shop. A stampede of at least ${LEAST_AT_ONCE} at once is the second net.
For each there is a careless version, kept as a patch with the story of how it comes to light in production.

${RACES.length} races. The tests run in \`pnpm test:integration\`; \`pnpm proof\` does each patch to a
throw-away copy of the checkout and expects the test in the second column to go red.

| Danger | Each time the same way | At least ${LEAST_AT_ONCE} at once | The careless version |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
}

function link(test: string): string {
  const { file, title } = find(test);
  return `[${title}](../${file})`;
}

/** The test's own source, from its title to the next test. */
function find(test: string): { file: string; title: string; source: string } {
  const [name = '', title = ''] = test.split(' > ');
  const file = `tests/integration/${name}`;
  const text = readFileSync(path.join(root, file), 'utf8');
  const from = text.indexOf(`test('${title}'`);
  if (from === -1) throw new Error(`${file} has no test '${title}': mend scripts/docs/races.ts.`);
  const [source = ''] = text
    .slice(from)
    .split(/^test/m, 2)
    .filter((part) => part !== '');
  return { file, title, source };
}

function requireStampede({ stampede }: Race): void {
  const counts = [...find(stampede).source.matchAll(/shop\.race\((\d+)/g)].map(([, count]) => Number(count));
  const atOnce = counts.filter((count) => count >= 10).reduce((sum, count) => sum + count, 0);
  if (atOnce < LEAST_AT_ONCE) throw new Error(`Only ${atOnce} at once in: ${stampede}`);
}

/** The patch is tried on the test that the table puts beside it. */
function requireSameTest({ bug, gated }: Race): void {
  const file = `proof/bugs/${bug}/bug.json`;
  const { test } = JSON.parse(readFileSync(path.join(root, file), 'utf8')) as { test: string };
  if (test !== `tests/integration/${gated}`) throw new Error(`${file} names another test than: ${gated}`);
}

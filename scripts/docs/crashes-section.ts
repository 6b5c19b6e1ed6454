import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { OPERATIONS, type Group } from '../../tests/reliability/crashes/operations.ts';
import { crashPoints, readRecorded, REPLY, written } from '../../tests/reliability/crashes/recorded.ts';
import { root } from '../terminal.ts';

const GROUPS = Object.keys(OPERATIONS) as Group[];

const TITLES: Readonly<Record<Group, string>> = {
  requests: 'Requests',
  events: 'Events of providers',
  'background-work': 'Background work',
};

/** Section "Crashes" of docs/reliability.md, of the tables that the tests are made from. */
export function crashesSection(): string {
  const tables = GROUPS.map((group) => {
    const recorded = readRecorded(group);
    const rows = OPERATIONS[group].map((operation) => {
      const points = crashPoints(operation, recorded);
      const effects = points.filter(({ side }) => side === 'after').map(written);
      return `| ${operation.name} | ${operation.promise} | ${effects.join(' → ')} | ${points.length} |`;
    });
    return `**${TITLES[group]}** ([tests](../tests/reliability/crashes/${group}.test.ts))

| Operation | Whenever the process dies | Its effects in order, killed before the first and after each | Points |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
  });
  const all = GROUPS.flatMap((group) => {
    const recorded = readRecorded(group);
    return OPERATIONS[group].map((operation) => crashPoints(operation, recorded).length);
  });
  return `## Crashes

The API runs as a process of its own, and every line from it leads through the testbed: one to Postgres that understands
the protocol far enough to see commits and writes, and one to each provider. A line keeps back a message or its answer,
and then the process is killed with SIGKILL: no hook in the shop, no sleep. The effects of each operation are recorded
while nothing goes wrong ([effects.test.ts](../tests/reliability/crashes/effects.test.ts)), and a crash point lies before
the first and after each: all that there is between two effects. An operation that does something new fails that test
until \`--update\` has made its new points.

After each crash two ways on are tried. The caller asks again at once, under the same Idempotency-Key (a provider sends
its event again), and once more when the dead process's lease is over; or the background work of others comes first and
the caller late. Both end the same: one order, charge, refund, label, sale and mail of each kind, the final answer,
nothing left processing, and books that balance.

${all.length} operations, ${all.reduce((sum, count) => sum + count, 0)} crash points: \`pnpm test:integration --reliability crashes\`. At the last point of a request ("${REPLY}") the answer was
sent, and nobody read it.

${tables.join('\n')}
Careless versions, kept as patches, and the crash that brings each to light; \`pnpm proof\` tries them:

${carelessVersions().join('\n')}
`;
}

/** Of proof/bugs those that a crash test sees. */
function carelessVersions(): string[] {
  const folder = path.join(root, 'proof/bugs');
  return readdirSync(folder)
    .toSorted()
    .flatMap((name) => {
      const { test, danger } = JSON.parse(readFileSync(path.join(folder, name, 'bug.json'), 'utf8')) as {
        test: string;
        danger: string;
      };
      if (!test.startsWith('tests/reliability/crashes/')) return [];
      return [`- [${name}](../proof/bugs/${name}/story.md): ${danger}`];
    });
}

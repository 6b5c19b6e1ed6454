import type { SoakRun } from './run-soak.ts';

const FIRST = 12;

/** By then at least one process has been killed, whatever the seed; in a shorter one perhaps none. */
const KILLED_BY_SECONDS = 20;

/** What this soak did not try, so that its agreement would say nothing; empty when it tried all. */
export const untried = ({ orders, kills }: Pick<SoakRun, 'orders' | 'kills'>, seconds: number): string[] => [
  ...(orders === 0 ? ['no order was placed'] : []),
  ...(seconds >= KILLED_BY_SECONDS && kills === 0 ? ['no process was killed'] : []),
];

/** What `pnpm bench soak` prints at its end. */
export function soakReport(run: SoakRun, missing: readonly string[], repeat: string): string {
  const fired = [...run.fired].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const struck = fired.reduce((sum, [, count]) => sum + count, 0);
  return [
    '',
    `faults that struck, of ${run.armed} that were armed`,
    ...fired.map(([name, count]) => `${String(count).padStart(6)}  ${name}`),
    '',
    row('orders', run.orders),
    row('captures', run.captures),
    row('refunds', run.refunds),
    row('labels', run.labels),
    row('mails', run.mails),
    row('requests', run.requests),
    row('of them retries', run.retries),
    row('faults that struck', struck),
    row('processes killed', run.kills),
    row('error lines logged', run.errors.length),
    ...errorLines(run.errors),
    `${'settled after'.padEnd(20)}${(run.settledMs / 1000).toFixed(1).padStart(8)} s`,
    '',
    ...verdict(run, missing, repeat),
  ].join('\n');
}

const row = (name: string, count: number): string => `${name.padEnd(20)}${String(count).padStart(8)}`;

function errorLines(lines: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const line of lines) {
    const { msg, err } = JSON.parse(line) as { msg: string; err?: { message?: string } };
    const words = `${msg}${err?.message === undefined ? '' : `: ${err.message}`}`.slice(0, 110);
    counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  return [...counts]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, FIRST)
    .map(([words, count]) => `${String(count).padStart(10)} × ${words}`);
}

function verdict({ differences, orders }: SoakRun, missing: readonly string[], repeat: string): string[] {
  if (differences.length + missing.length === 0)
    return [
      `Nothing lost, nothing doubled, nothing stuck: ${orders} orders are what their clients were told.`,
    ];
  return [
    ...missing.map((what) => `This soak says nothing: ${what}.`),
    ...(differences.length === 0 ? [] : [`${differences.length} differences, the first of them:`]),
    ...differences.slice(0, FIRST).map((difference) => `  ${difference}`),
    `The same schedule again: ${repeat}`,
  ];
}

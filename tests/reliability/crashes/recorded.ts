import { existsSync, readFileSync } from 'node:fs';
import type { CrashPoint, Effect } from '@topheavy/testbed';
import type { CrashOperation } from './operation.ts';
import type { Group } from './operations.ts';

/** The effects of each operation in order, as effects.test.ts saw them when nothing went wrong. */
export type Recorded = Readonly<Record<string, readonly string[]>>;

/** What the caller was sent, and never read. */
export const REPLY = 'reply';

export const effectsFile = (group: Group): string => `${import.meta.dirname}/effects/${group}.txt`;

/** A line for each operation, and below it one for each effect, two columns further in. */
export const asText = (recorded: Recorded): string =>
  Object.entries(recorded)
    .map(([operation, effects]) => [operation, ...effects.map((effect) => `  ${effect}`), ''].join('\n'))
    .join('\n');

/** Empty before the first recording. */
export function readRecorded(group: Group): Recorded {
  if (!existsSync(effectsFile(group))) return {};
  const blocks = readFileSync(effectsFile(group), 'utf8').trim().split('\n\n');
  return Object.fromEntries(
    blocks.map((block) => {
      const [operation = '', ...effects] = block.split('\n').map((line) => line.trim());
      return [operation, effects];
    }),
  );
}

/** `commit: payments, outbox #2`: the second of that name. */
export const written = ({ name, nth }: Effect): string => (nth === 1 ? name : `${name} #${nth}`);

/**
 * A crash before the first effect and after each: between two effects nothing can differ but what the dead process
 * knew. After the last one of a request, also with the reply on its way.
 */
export function crashPoints(operation: CrashOperation, recorded: Recorded): CrashPoint[] {
  const effects = (recorded[operation.name] ?? []).map((text): Effect => {
    const [, name = '', nth = '1'] = /^(.*?)(?: #(\d+))?$/.exec(text) ?? [];
    return { name, nth: Number(nth) };
  });
  return [
    ...effects.slice(0, 1).map((first) => ({ ...first, side: 'before' as const })),
    ...effects.map((effect) => ({ ...effect, side: 'after' as const })),
    ...('act' in operation ? [{ name: REPLY, nth: 1, side: 'after' as const }] : []),
  ];
}

import { readFileSync } from 'node:fs';
import type { CrashPoint, Effect } from '@topheavy/testbed';
import type { CrashOperation } from './operation.ts';
import type { Group } from './operations.ts';

/** The effects of each operation in order, as effects.test.ts saw them when nothing went wrong. */
type Recorded = Readonly<Record<string, readonly string[]>>;

/** What the caller was sent, and never read. */
export const REPLY = 'reply';

export const effectsFile = (group: Group): string => `${import.meta.dirname}/effects/${group}.json`;

/** Empty before the first recording. */
export function readRecorded(group: Group): Recorded {
  try {
    return JSON.parse(readFileSync(effectsFile(group), 'utf8')) as Recorded;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw error;
  }
}

/** `commit: payments, outbox #2`: the second of that name. */
export const written = ({ name, nth }: Effect): string => (nth === 1 ? name : `${name} #${nth}`);

/** A crash before and after each effect; after the last one of a request, also with the reply on its way. */
export function crashPoints(operation: CrashOperation, recorded: Recorded): CrashPoint[] {
  const points = (recorded[operation.name] ?? []).flatMap((text) => {
    const [, name = '', nth = '1'] = /^(.*?)(?: #(\d+))?$/.exec(text) ?? [];
    return (['before', 'after'] as const).map((side) => ({ name, nth: Number(nth), side }));
  });
  return 'act' in operation ? [...points, { name: REPLY, nth: 1, side: 'after' }] : points;
}

import type { Pick, Reason, Selection } from '../types.ts';

/** `orders/place.ts#placeOrder (body)`. */
export const inWords = ({ kind, subject, detail }: Reason): string => {
  if (kind === 'failed' || kind === 'pending') return `${kind}: ${detail}`;
  return kind === 'new' ? 'new: never recorded' : `${subject} (${detail})`;
};

/** How many of how many, why, and which. */
export function printSelection({ picks, starts, all, total, changes }: Selection): string {
  const named = picks.filter(({ names }) => names.length > 0);
  const whole = picks.filter(({ names }) => names.length === 0);
  const lines = [
    `${named.length} of ${total} tests${all ? ': everything' : ''}${whole.length === 0 ? '' : `, and whatever is new in ${whole.length} files`}`,
  ];
  if (changes.length > 0) lines.push('', 'changed', ...changes.map(({ file, what }) => `  ${file}: ${what}`));
  const counts = Map.groupBy(
    picks.flatMap(({ reasons, names }) => reasons.map((reason) => ({ words: inWords(reason), names }))),
    ({ words }) => words,
  );
  const reasons = [...counts].map(
    ([words, of]) => [of.filter(({ names }) => names.length > 0).length, words] as const,
  );
  if (reasons.length > 0)
    lines.push(
      '',
      'why',
      ...reasons
        .toSorted(([one], [other]) => other - one)
        .map(([count, words]) => `  ${String(count).padStart(5)}  ${words}`),
    );
  const more = [...starts].filter(([, users]) => users.length > 0);
  if (more.length > 0)
    lines.push(
      '',
      'made anew: who else starts from it runs if something else comes of that',
      ...more.map(([name, users]) => `  ${String(users.length).padStart(5)}  ${name}`),
    );
  if (!all) lines.push(...byFile(picks));
  return lines.join('\n');
}

function byFile(picks: readonly Pick[]): string[] {
  const files = Map.groupBy(picks, ({ file }) => file);
  return [...files].flatMap(([file, own]) => {
    const all = own.some(({ names }) => names.length === 0);
    const tests = own.filter(({ names }) => names.length > 0);
    return [
      '',
      `${file}${all ? ' (all of it)' : ''}`,
      ...(all ? [] : tests.map(({ names }) => `  ${names.join(' > ')}`)),
    ];
  });
}

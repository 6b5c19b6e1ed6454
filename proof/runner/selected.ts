import type { Selection } from '@topheavy/affected';

/** For Vitest: all tests, these, or none. */
export type Selected = 'all' | 'none' | readonly string[];

/** A command line takes 128 KB. */
const MOST_TITLES = 100_000;

/**
 * What a change can break among the integration tests. Tests that share a start which has to be made anew are among
 * them: here nobody looks whether something else came of it. So is every file that was never recorded.
 */
export function selectedTests({ picks, starts, all }: Selection): Selected {
  if (all) return 'all';
  const own = [...picks, ...[...starts.values()].flat()].filter(({ file }) =>
    file.startsWith('tests/integration/'),
  );
  if (own.length === 0) return 'none';
  const files = [...new Set(own.map(({ file }) => file))];
  const titles = [...new Set(own.map(({ names }) => literally(names.join(' '))))].join('|');
  // A pick without names is a whole file.
  const named = own.every(({ names }) => names.length > 0) && titles.length < MOST_TITLES;
  return [...files, ...(named ? [`--testNamePattern=^(${titles})$`] : [])];
}

/** As a pattern that matches this text and nothing else. */
const literally = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

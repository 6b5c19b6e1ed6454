import type { ImpactRecord } from '../types.ts';

/** Says which files, tests among them, load a file, directly or not; null when Vitest itself does: everybody. */
export function loaderFinder(
  { imports }: ImpactRecord,
  isTest: (file: string) => boolean,
): (file: string) => ReadonlySet<string> | null {
  const importers = new Map<string, string[]>();
  for (const [from, to] of imports) {
    for (const file of to) {
      const known = importers.get(file);
      if (known === undefined) importers.set(file, [from]);
      else known.push(from);
    }
  }
  const answers = new Map<string, ReadonlySet<string> | null>();
  return (file) => {
    const known = answers.get(file);
    if (known !== undefined) return known;
    const found = new Set([file]);
    for (const one of found) {
      for (const importer of importers.get(one) ?? []) {
        // Vitest loads test files, each for itself.
        if (importer !== '') found.add(importer);
        else if (!isTest(one)) found.add('');
      }
    }
    const answer = found.has('') ? null : found;
    answers.set(file, answer);
    return answer;
  };
}

import type { ImpactRecord } from '@topheavy/affected';
import type { Named } from './run-tests.ts';

/** The functions that a test ran when it was last recorded, as `file#key`; null when that is not known. */
export type RanBy = (test: Named) => ReadonlySet<string> | null;

/** From a record, as it is when first asked. */
export function openRanBy(read: () => ImpactRecord): RanBy {
  let known: ImpactRecord | undefined;
  return ({ suite, file, title }) => {
    const record = (known ??= read());
    const found = [...record.tests.values()].filter(
      (one) => one.project === suite && one.file === file && one.names.at(-1) === title,
    );
    const [test] = found;
    if (test === undefined || found.length > 1 || test.opaque !== null) return null;
    const starts = [...test.starts.keys()].map((name) => record.starts.get(name));
    if (starts.some((start) => start === undefined || start.opaque !== null)) return null;
    const ran = [record.ambient, test, ...starts].flatMap((touched) => [...(touched?.functions ?? [])]);
    return new Set(ran.flatMap((number) => record.functions[number] ?? []));
  };
}

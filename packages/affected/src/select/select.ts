import type { ResolvedConfig } from '../config.ts';
import type { ImpactRecord, Pick, Selection } from '../types.ts';

/**
 * The tests that these changes can break, with every reason. Without `changedFiles` what differs from
 * the record is looked for below the root.
 */
export function select(
  root: string,
  config: ResolvedConfig,
  record: ImpactRecord,
  changedFiles?: readonly string[],
): Selection {
  const changes = (changedFiles ?? []).map((file) => ({ file, what: 'changed' }));
  const picks: Pick[] = [...record.tests.values()].map(({ test, file, project, names }) => ({
    test,
    file,
    project,
    names,
    reasons: [{ kind: 'everything', subject: root, detail: `${config.sources.length} sources` }],
  }));
  return { picks, all: true, total: record.tests.size, changes };
}

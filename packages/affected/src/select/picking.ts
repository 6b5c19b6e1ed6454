import type { ImpactRecord, Pick, Reason, TestId, TestRecord } from '../types.ts';

/** Collects which tests run and why. */
export type Picking = {
  test(test: TestRecord, reason: Reason): void;
  /** Every test with this property. */
  tests(which: (test: TestRecord) => boolean, reason: Reason): void;
  /** All of a test file, tests included that nobody knows of yet. */
  file(file: string, reason: Reason): void;
  everything(reason: Reason): void;
  /** Says whether everything is picked. */
  isAll(): boolean;
  picks(): Pick[];
};

type Draft = Omit<Pick, 'reasons'> & { readonly reasons: Map<string, Reason> };

export function createPicking({ tests }: ImpactRecord): Picking {
  const drafts = new Map<TestId, Draft>();
  const byFile = Map.groupBy(tests.values(), ({ file }) => file);
  let all = false;
  const add = (id: TestId, file: string, project: string, names: readonly string[], reason: Reason): void => {
    const draft = drafts.get(id) ?? { test: id, file, project, names, reasons: new Map<string, Reason>() };
    draft.reasons.set(`${reason.kind} ${reason.subject} ${reason.detail}`, reason);
    drafts.set(id, draft);
  };
  const addTest = ({ test, file, project, names }: TestRecord, reason: Reason): void =>
    add(test, file, project, names, reason);
  return {
    test: addTest,
    tests(which, reason) {
      for (const test of tests.values()) if (which(test)) addTest(test, reason);
    },
    file(file, reason) {
      const known = byFile.get(file) ?? [];
      const projects = new Set(known.length === 0 ? [''] : known.map(({ project }) => project));
      for (const project of projects) add(`${project} | ${file}`, file, project, [], reason);
      for (const test of known) addTest(test, reason);
    },
    everything(reason) {
      all = true;
      for (const test of tests.values()) addTest(test, reason);
    },
    isAll: () => all,
    picks: () => [...drafts.values()].map((draft) => ({ ...draft, reasons: [...draft.reasons.values()] })),
  };
}

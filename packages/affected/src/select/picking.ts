import type { ImpactRecord, Pick, Reason, TestId, TestRecord, Touched } from '../types.ts';

/** Collects which tests run and why. */
export type Picking = {
  test(test: TestRecord, reason: Reason): void;
  /** Every test of which this holds, or of the making of what it starts from. */
  tests(which: (touched: Touched) => boolean, reason: Reason): void;
  /**
   * Every test that ran this function itself; what tests start from, and whose making ran it, is made anew.
   * `loaders`: which files load the function's file, null for all.
   */
  runners(number: number, loaders: ReadonlySet<string> | null, reason: Reason): void;
  start(name: string, reason: Reason): void;
  /** All of a test file, tests included that nobody knows of yet. */
  file(file: string, reason: Reason): void;
  everything(reason: Reason): void;
  /** Says whether everything is picked. */
  isAll(): boolean;
  picks(): Pick[];
  /** By what is made anew: who starts from it and is not picked. */
  starts(): Map<string, Pick[]>;
};

type Draft = Omit<Pick, 'reasons'> & { readonly reasons: Map<string, Reason> };

/** Tests whose file is not there any more can break no more: `isThere` answers for a file. */
export function createPicking(
  { tests: recorded, starts }: ImpactRecord,
  isThere: (file: string) => boolean,
): Picking {
  const drafts = new Map<TestId, Draft>();
  const byFile = new Map(
    [...Map.groupBy(recorded.values(), ({ file }) => file)].filter(([file]) => isThere(file)),
  );
  const tests = [...byFile.values()].flat();
  const anew = new Map<string, Reason>();
  let all = false;
  const add = (id: TestId, file: string, project: string, names: readonly string[], reason: Reason): void => {
    const draft = drafts.get(id) ?? { test: id, file, project, names, reasons: new Map<string, Reason>() };
    draft.reasons.set(`${reason.kind} ${reason.subject} ${reason.detail}`, reason);
    drafts.set(id, draft);
  };
  const usersOf = (name: string): TestRecord[] => tests.filter((test) => test.starts.has(name));
  const addTest = ({ test, file, project, names }: TestRecord, reason: Reason): void =>
    add(test, file, project, names, reason);
  return {
    test(test, reason) {
      if (byFile.has(test.file)) addTest(test, reason);
    },
    tests(which, reason) {
      const found = new Set([...starts].flatMap(([name, start]) => (which(start) ? [name] : [])));
      for (const test of tests)
        if (which(test) || (found.size > 0 && !found.isDisjointFrom(test.starts))) addTest(test, reason);
    },
    runners(number, loaders, reason) {
      for (const test of tests) if (test.functions.has(number)) addTest(test, reason);
      for (const [name, { functions }] of starts) {
        if (!functions.has(number)) continue;
        const users = usersOf(name);
        // What only some of them load, another may make without it.
        if (loaders === null || users.every(({ file }) => loaders.has(file))) anew.set(name, reason);
        else for (const user of users) addTest(user, reason);
      }
    },
    start: (name, reason) => void anew.set(name, reason),
    file(file, reason) {
      if (!isThere(file)) return;
      const known = byFile.get(file) ?? [];
      const projects = new Set(known.length === 0 ? [''] : known.map(({ project }) => project));
      for (const project of projects) add(`${project} | ${file}`, file, project, [], reason);
      for (const test of known) addTest(test, reason);
    },
    everything(reason) {
      all = true;
      for (const test of tests) addTest(test, reason);
    },
    isAll: () => all,
    picks() {
      // One that starts from it makes it; a quick one, if none of them has to run anyway.
      for (const [name, reason] of all ? [] : anew) {
        const users = usersOf(name);
        if (users.some(({ test }) => drafts.has(test))) continue;
        const [quickest] = users.toSorted((one, other) => one.ms - other.ms);
        if (quickest !== undefined)
          addTest(quickest, { ...reason, kind: 'start', detail: `${reason.detail}; makes ${name} anew` });
      }
      return [...drafts.values()].map((draft) => ({ ...draft, reasons: [...draft.reasons.values()] }));
    },
    starts: () =>
      new Map(
        all
          ? []
          : [...anew].map(([name, reason]) => [
              name,
              usersOf(name).flatMap(({ test, file, project, names }) =>
                drafts.has(test)
                  ? []
                  : [
                      {
                        test,
                        file,
                        project,
                        names,
                        reasons: [
                          {
                            ...reason,
                            kind: 'start',
                            detail: `${reason.detail}; something else came of ${name}`,
                          },
                        ],
                      },
                    ],
              ),
            ]),
      ),
  };
}

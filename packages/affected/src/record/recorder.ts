import { createProbes, installProbes, type Probes } from './probes.ts';
import { below } from '../paths.ts';
import { addTrace, emptyTrace, type Trace } from './trace.ts';

type Kind = Exclude<keyof Trace, 'functions' | 'statements' | 'starts'>;

/**
 * Who gets what ran: the tests that are running, all of them when there are several; between tests the
 * innermost suites, and through them every test below; otherwise nobody in particular (`ambient`).
 */
export type Recorder = {
  readonly probes: Probes;
  readonly ambient: Trace;
  readonly statements: readonly string[];
  openTest(trace: Trace): void;
  closeTest(trace: Trace): void;
  /** Closes one that did not come to its end: what it still does is its own, until another test begins. */
  leaveTest(trace: Trace): void;
  openSuite(trace: Trace, parent: Trace | null): void;
  closeSuite(trace: Trace): void;
  note(kind: Kind, what: string): void;
  noteStatement(text: string): void;
  /** Gets everything until it is closed; the running test only when there are several. */
  openMemo(trace: Trace): void;
  closeMemo(trace: Trace): void;
  credit(trace: Trace): void;
  /**
   * These hold something else now, or are gone: that this process has read them, loading its modules, says nothing
   * any more. Who reads them anew is noted anew.
   */
  forget(files: Iterable<string>): void;
  /** What ran until now is put where it belongs. */
  flush(): void;
};

const GLOBAL = '__affectedRecorder';

/** The one of this process. Modules may be loaded twice, by Node and by Vite; it may not. */
export const currentRecorder = (): Recorder | null => (globalThis as { [GLOBAL]?: Recorder })[GLOBAL] ?? null;

/** Files are told relative to this root. */
export function startRecorder(root: string): Recorder {
  const recorder = createRecorder(root);
  installProbes(recorder.probes);
  Object.defineProperty(globalThis, GLOBAL, { value: recorder, configurable: true });
  return recorder;
}

function createRecorder(root: string): Recorder {
  const probes = createProbes();
  const ambient = emptyTrace();
  const tests = new Set<Trace>();
  const suites = new Map<Trace, Trace | null>();
  const memos = new Set<Trace>();
  const numbers = new Map<string, number>();
  const statements: string[] = [];
  const innermost = (): Trace[] => {
    const parents = new Set(suites.values());
    return [...suites.keys()].filter((suite) => !parents.has(suite));
  };
  /** What may still be going on. */
  let left: Trace | null = null;
  let targets: readonly Trace[] = [ambient];
  const aim = (): void => {
    const owners = tests.size > 0 ? [...tests] : suites.size > 0 ? innermost() : [left ?? ambient];
    targets = memos.size > 0 && tests.size <= 1 ? [...memos] : [...owners, ...memos];
  };
  // What ran until now belongs to those of until now.
  const settle = (): void => {
    const functions = probes.take();
    for (const target of targets) for (const one of functions) target.functions.add(one);
  };
  const changed =
    <T extends readonly unknown[]>(change: (...args: T) => void) =>
    (...args: T): void => {
      settle();
      change(...args);
      aim();
    };
  return {
    probes,
    ambient,
    statements,
    openTest: changed((trace: Trace) => {
      tests.add(trace);
      left = null;
    }),
    closeTest: changed((trace: Trace) => void tests.delete(trace)),
    leaveTest: changed((trace: Trace) => {
      tests.delete(trace);
      left = trace;
    }),
    openSuite: changed((trace: Trace, parent: Trace | null) => void suites.set(trace, parent)),
    closeSuite: changed((trace: Trace) => void suites.delete(trace)),
    openMemo: changed((trace: Trace) => void memos.add(trace)),
    closeMemo: changed((trace: Trace) => void memos.delete(trace)),
    note(kind, what) {
      for (const target of targets) target[kind].add(what);
    },
    noteStatement(text) {
      let number = numbers.get(text);
      if (number === undefined) {
        number = statements.push(text) - 1;
        numbers.set(text, number);
      }
      for (const target of targets) target.statements.add(number);
    },
    credit(trace) {
      for (const target of targets) addTrace(target, trace);
    },
    forget(files) {
      for (const file of files) ambient.files.delete(below(root, file) ?? file);
    },
    flush: settle,
  };
}

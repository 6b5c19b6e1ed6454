import type { Ambient, ImpactRecord, Touched } from '../types.ts';
import type { NamedTrace } from './read-run.ts';
import type { Snapshot } from './snapshot.ts';

export type MutableAmbient = {
  readonly [K in keyof Ambient]: Ambient[K] extends ReadonlySet<infer T> ? Set<T> : never;
};

/** The numbers of the next record: functions and statements that nothing speaks of any more have none. */
export type Renumbering = {
  readonly functions: readonly string[];
  readonly statements: readonly string[];
  renumbered<T extends Pick<Touched, 'functions' | 'statements'>>(touched: T): T;
  /** `upToDate`: every module that it ran was as the snapshot has it. */
  numbered(trace: NamedTrace): Touched & { readonly upToDate: boolean };
  ambient(traces: readonly NamedTrace[]): MutableAmbient;
};

export function createRenumbering(old: ImpactRecord, snapshot: Snapshot): Renumbering {
  const functions = createNumbers();
  const statements = createNumbers();
  const exists = new Set<string>();
  for (const { file, functions: own } of snapshot.values())
    for (const { key } of own) exists.add(`${file}#${key}`);
  const oldFunctions = old.functions.map((name) => (exists.has(name) ? functions.of(name) : -1));
  const oldStatements = old.statements.map((text) => statements.of(text));
  const moved = (set: ReadonlySet<number>, to: readonly number[]): Set<number> =>
    new Set([...set].map((number) => to[number] ?? -1).filter((number) => number >= 0));

  const isCode = (file: string): boolean => (snapshot.get(file)?.module ?? '') !== '';

  const numbered = (trace: NamedTrace): Touched & { upToDate: boolean } => {
    const own = new Set<number>();
    let upToDate = true;
    for (const [module, indices] of trace.functions) {
      const space = module.lastIndexOf(' ');
      const file = snapshot.get(module.slice(0, space));
      if (file?.content !== module.slice(space + 1)) {
        upToDate = false;
        continue;
      }
      for (const index of indices) {
        const found = file.functions[index];
        if (found !== undefined) own.add(functions.of(`${file.file}#${found.key}`));
      }
    }
    const { files, environment, operations, opaque } = trace;
    const asked = new Set([...trace.statements].map((text) => statements.of(text)));
    return { functions: own, files, environment, operations, opaque, statements: asked, upToDate };
  };

  return {
    functions: functions.names,
    statements: statements.names,
    renumbered: (touched) => ({
      ...touched,
      functions: moved(touched.functions, oldFunctions),
      statements: moved(touched.statements, oldStatements),
    }),
    numbered,
    ambient(traces) {
      const all: MutableAmbient = {
        functions: moved(old.ambient.functions, oldFunctions),
        files: new Set(old.ambient.files),
        environment: new Set(old.ambient.environment),
        statements: moved(old.ambient.statements, oldStatements),
      };
      for (const trace of traces) {
        const own = numbered(trace);
        for (const one of own.functions) all.functions.add(one);
        // A module's own loading is seen otherwise.
        for (const one of own.files) if (!isCode(one)) all.files.add(one);
        for (const one of own.environment) all.environment.add(one);
        for (const one of own.statements) all.statements.add(one);
      }
      return all;
    },
  };
}

function createNumbers(): { readonly names: string[]; of(name: string): number } {
  const numbers = new Map<string, number>();
  const names: string[] = [];
  return {
    names,
    of(name) {
      const known = numbers.get(name);
      if (known !== undefined) return known;
      numbers.set(name, names.length);
      return names.push(name) - 1;
    },
  };
}

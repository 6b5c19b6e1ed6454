/** Something that was made once, what came of it, and what making it took. */
export type Start = { readonly outcome: string; readonly made: Trace };

/** What ran and was read during something. */
export type Trace = {
  /** By their numbers in this process. */
  readonly functions: Set<number>;
  readonly files: Set<string>;
  readonly environment: Set<string>;
  /** By their numbers in this process. */
  readonly statements: Set<number>;
  readonly operations: Set<string>;
  /** Files that child processes write what they ran to. */
  readonly children: Set<string>;
  /** By name. */
  readonly starts: Map<string, Start>;
};

export const emptyTrace = (): Trace => ({
  functions: new Set(),
  files: new Set(),
  environment: new Set(),
  statements: new Set(),
  operations: new Set(),
  children: new Set(),
  starts: new Map(),
});

export function addTrace(to: Trace, from: Trace): void {
  for (const one of from.functions) to.functions.add(one);
  for (const one of from.files) to.files.add(one);
  for (const one of from.environment) to.environment.add(one);
  for (const one of from.statements) to.statements.add(one);
  for (const one of from.operations) to.operations.add(one);
  for (const one of from.children) to.children.add(one);
  for (const [name, start] of from.starts) to.starts.set(name, start);
}

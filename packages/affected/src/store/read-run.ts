import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  numbersOf,
  readShard,
  type WrittenChild,
  type WrittenFile,
  type WrittenTrace,
} from '../record/shard.ts';
import { isAlive } from './lock.ts';

/** A trace in words that hold between processes. */
export type NamedTrace = {
  /** `file content`, with the numbers of the functions within that version of the file. */
  readonly functions: Map<string, Set<number>>;
  readonly files: Set<string>;
  readonly environment: Set<string>;
  readonly statements: Set<string>;
  readonly operations: Set<string>;
  readonly starts: Map<string, NamedStart>;
  /** Why something that it ran could not be seen, or null. */
  opaque: string | null;
};

export type NamedStart = { readonly outcome: string; readonly made: NamedTrace };

export type RanTest = {
  readonly names: readonly string[];
  readonly ms: number;
  readonly status: 'passed' | 'failed';
  readonly trace: NamedTrace;
};

export type RanFile = Pick<WrittenFile, 'project' | 'file' | 'failed' | 'collected'> & {
  readonly tests: readonly RanTest[];
  readonly ambient: NamedTrace;
  readonly imports: WrittenFile['imports'];
};

/** In place of who imports: nobody in particular. */
const ANYBODY = '';

/** What runs that have ended wrote, and this process's own. `leftovers` is all of it, to be removed. */
export function finishedShards(folder: string): { shards: string[]; leftovers: string[] } {
  if (!existsSync(folder)) return { shards: [], leftovers: [] };
  const leftovers = readdirSync(folder).filter((name) => {
    const run = Number(/^(\d+)-/.exec(name)?.[1]);
    return run > 0 && (run === process.pid || !isAlive(run));
  });
  return { shards: leftovers.filter((name) => name.endsWith('.shard')), leftovers };
}

/** What one worker process wrote, file by file. */
export function readRun(folder: string, shard: string): RanFile[] {
  const modules: WrittenFile['modules'][number][] = [];
  const statements: string[] = [];
  const starts: NamedStart[] = [];
  return readShard(path.join(folder, shard)).map((line) => {
    modules.push(...line.modules);
    statements.push(...line.statements);
    const imports = [...line.imports];
    /** `by`: the file whose tests alone have it. */
    const name = (trace: WrittenTrace, by: string): NamedTrace => {
      const named = namedTrace(trace, modules, statements, starts);
      for (const child of trace.children) addChild(named, folder, child, by, imports);
      return named;
    };
    for (const { outcome, made } of line.starts) starts.push({ outcome, made: name(made, ANYBODY) });
    return {
      project: line.project,
      file: line.file,
      failed: line.failed,
      collected: line.collected,
      tests: line.tests.map(({ trace, ...rest }) => ({ ...rest, trace: name(trace, line.file) })),
      ambient: name(line.ambient, ANYBODY),
      imports,
    };
  });
}

function namedTrace(
  { functions, files, environment, statements: numbers, operations, starts: named }: WrittenTrace,
  modules: WrittenFile['modules'],
  statements: readonly string[],
  starts: readonly NamedStart[],
): NamedTrace {
  const modulesHit = new Map<string, Set<number>>();
  const hit = [...numbersOf(functions)];
  let at = 0;
  // Both are in the order of the numbers.
  for (const { file, content, first, count } of modules) {
    while (at < hit.length && (hit[at] ?? 0) < first) at += 1;
    const within = new Set<number>();
    for (; at < hit.length && (hit[at] ?? 0) < first + count; at += 1) within.add((hit[at] ?? 0) - first);
    if (within.size > 0) modulesHit.set(`${file} ${content}`, within);
  }
  return {
    functions: modulesHit,
    files: new Set(files),
    environment: new Set(environment),
    statements: new Set(numbers.map((number) => statements[number] ?? '')),
    operations: new Set(operations),
    starts: new Map(
      named.flatMap(([name, number]) => {
        const start = starts[number];
        return start === undefined ? [] : [[name, start]];
      }),
    ),
    opaque: null,
  };
}

/**
 * One that was killed, or that is no Node, has written nothing: what it ran is not known. Where it begins to load, the
 * test file that started it does.
 */
function addChild(
  named: NamedTrace,
  folder: string,
  child: string,
  by: string,
  imports: (readonly [string, readonly string[]])[],
): void {
  const file = path.join(folder, child);
  if (!existsSync(file)) {
    named.opaque = 'started a process that did not say what it ran';
    return;
  }
  const written = JSON.parse(readFileSync(file, 'utf8')) as WrittenChild;
  for (const [from, to] of written.imports) imports.push([from === '' ? by : from, to]);
  const own = namedTrace(written.trace, written.modules, written.statements, []);
  for (const [module, functions] of own.functions)
    named.functions.set(module, functions.union(named.functions.get(module) ?? new Set()));
  for (const one of own.files) named.files.add(one);
  for (const one of own.environment) named.environment.add(one);
  for (const one of own.statements) named.statements.add(one);
  for (const one of own.operations) named.operations.add(one);
  for (const grandchild of written.trace.children) addChild(named, folder, grandchild, by, imports);
}

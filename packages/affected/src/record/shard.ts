import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { bits as toBits, numbersIn } from '../store/encode.ts';
import type { LoadedModule } from './probes.ts';
import type { Start, Trace } from './trace.ts';

/** A trace as it is written: the functions are bits in base64. */
export type WrittenTrace = {
  readonly functions: string;
  readonly files: readonly string[];
  readonly environment: readonly string[];
  readonly statements: readonly number[];
  readonly operations: readonly string[];
  readonly children: readonly string[];
  /** Names, with their numbers in the shard. */
  readonly starts: readonly (readonly [name: string, number: number])[];
};

export type WrittenStart = { readonly outcome: string; readonly made: WrittenTrace };

export type WrittenTest = {
  readonly names: readonly string[];
  readonly ms: number;
  readonly status: 'passed' | 'failed';
  readonly trace: WrittenTrace;
};

/** One line of a shard: what one test file of one project was. Modules, statements and starts: those that are new. */
export type WrittenFile = {
  readonly project: string;
  readonly file: string;
  /** Why it could not be collected or set up, or null. */
  readonly failed: boolean;
  /** All tests that it has, whether they ran or not. */
  readonly collected: readonly (readonly string[])[];
  readonly tests: readonly WrittenTest[];
  readonly ambient: WrittenTrace;
  readonly modules: readonly LoadedModule[];
  readonly statements: readonly string[];
  readonly starts: readonly WrittenStart[];
  readonly imports: readonly (readonly [string, readonly string[]])[];
};

/** What a child process wrote when it ended. */
export type WrittenChild = Pick<WrittenFile, 'modules' | 'statements' | 'imports'> & {
  readonly trace: WrittenTrace;
};

/** The starts that the shard speaks of, by number. */
const starts = new Map<Start, number>();

const numberOf = (start: Start): number => {
  const number = starts.get(start) ?? starts.size;
  starts.set(start, number);
  return number;
};

/** Those from this number on. */
export const writtenStarts = (from: number): WrittenStart[] =>
  [...starts.keys()].slice(from).map(({ outcome, made }) => ({ outcome, made: written(made) }));

/** Another shard begins. */
export const forgetStarts = (): void => starts.clear();

export const written = (trace: Trace): WrittenTrace => ({
  functions: bits(trace.functions),
  files: [...trace.files],
  environment: [...trace.environment],
  statements: [...trace.statements],
  operations: [...trace.operations],
  children: [...trace.children].map((file) => path.basename(file)),
  starts: [...trace.starts].map(([name, start]) => [name, numberOf(start)]),
});

const bits = (numbers: ReadonlySet<number>): string => Buffer.from(toBits(numbers).buffer).toString('base64');

export const numbersOf = (text: string): Set<number> => numbersIn(Buffer.from(text, 'base64'));

/** `RUN-PROCESS.shard`, by pid: who reads it leaves out runs that go on. */
export const shardOf = (folder: string, run: number): string =>
  path.join(folder, `${run}-${process.pid}.shard`);

export function appendShard(shard: string, file: WrittenFile): void {
  mkdirSync(path.dirname(shard), { recursive: true });
  appendFileSync(shard, `${JSON.stringify(file)}\n`);
}

/** A line that was cut off, as when the process was killed, is left out. */
export function readShard(file: string): WrittenFile[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.endsWith('}'))
    .flatMap((line) => {
      try {
        return [JSON.parse(line) as WrittenFile];
      } catch {
        return [];
      }
    });
}

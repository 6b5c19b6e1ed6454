import { deserialize, serialize } from 'node:v8';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { ImpactRecord, TestRecord } from '../types.ts';
import { FORMAT } from './locations.ts';

type Packed = Omit<ImpactRecord, 'tests'> & {
  readonly format: string;
  /** What tests read and which requests they made, by number. */
  readonly strings: readonly string[];
  readonly tests: readonly PackedTest[];
};

type PackedTest = Omit<TestRecord, 'functions' | 'files' | 'environment' | 'statements' | 'operations'> & {
  readonly bits: readonly Uint8Array[];
};

/** The record as bytes: sets are bits, and all of it is deflated. */
export function encode(record: ImpactRecord): Uint8Array {
  const numbers = new Map<string, number>();
  const numberOf = (text: string): number => {
    const number = numbers.get(text) ?? numbers.size;
    numbers.set(text, number);
    return number;
  };
  const tests = [...record.tests.values()].map(
    ({ functions, files, environment, statements, operations, ...rest }): PackedTest => ({
      ...rest,
      bits: [
        bits(functions),
        bits(statements),
        ...[files, environment, operations].map((set) => bits(new Set([...set].map(numberOf)))),
      ],
    }),
  );
  const packed: Packed = { ...record, format: FORMAT, strings: [...numbers.keys()], tests };
  return deflateRawSync(serialize(packed), { level: 4 });
}

/** Throws when this is no record, or one of another version. */
export function decode(bytes: Uint8Array): ImpactRecord {
  const { format, strings, tests, ...record } = deserialize(inflateRawSync(bytes)) as Packed;
  if (format !== FORMAT) throw new Error(`This record was written by ${format}, and this is ${FORMAT}.`);
  const texts = (set: Uint8Array | undefined): Set<string> =>
    new Set([...numbersIn(set)].map((number) => strings[number] ?? ''));
  const unpacked = tests.map(
    ({ bits: [functions, statements, files, environment, operations], ...rest }) => ({
      ...rest,
      functions: numbersIn(functions),
      statements: numbersIn(statements),
      files: texts(files),
      environment: texts(environment),
      operations: texts(operations),
    }),
  );
  return { ...record, tests: new Map(unpacked.map((test) => [test.test, test])) };
}

/** One bit for each number. */
export function bits(numbers: ReadonlySet<number>): Uint8Array {
  let most = -1;
  for (const number of numbers) if (number > most) most = number;
  const bytes = new Uint8Array((most >> 3) + 1);
  for (const number of numbers) bytes[number >> 3] = (bytes[number >> 3] ?? 0) | (1 << (number & 7));
  return bytes;
}

export function numbersIn(bytes: Uint8Array = new Uint8Array()): Set<number> {
  const numbers = new Set<number>();
  for (const [index, byte] of bytes.entries()) {
    for (let bit = 0; byte >> bit !== 0; bit += 1) if ((byte >> bit) & 1) numbers.add(index * 8 + bit);
  }
  return numbers;
}

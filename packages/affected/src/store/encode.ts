import { deserialize, serialize } from 'node:v8';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { ImpactRecord, StartRecord, TestRecord, Touched } from '../types.ts';
import { FORMAT } from './locations.ts';

type Packed = Omit<ImpactRecord, 'tests' | 'starts'> & {
  readonly format: string;
  /** What tests read and which requests they made, by number. */
  readonly strings: readonly string[];
  readonly tests: readonly PackedTouched<TestRecord>[];
  readonly starts: readonly (readonly [name: string, PackedTouched<StartRecord>])[];
};

type PackedTouched<T extends Touched> = Omit<T, keyof Sets> & { readonly bits: readonly Uint8Array[] };

type Sets = Omit<Touched, 'opaque'>;

/** The record as bytes: sets are bits, and all of it is deflated. */
export function encode(record: ImpactRecord): Uint8Array {
  const numbers = new Map<string, number>();
  const numberOf = (text: string): number => {
    const number = numbers.get(text) ?? numbers.size;
    numbers.set(text, number);
    return number;
  };
  const packed = <T extends Touched>(touched: T): PackedTouched<T> => {
    const { functions, files, environment, statements, operations, ...rest } = touched;
    return {
      ...rest,
      bits: [
        bits(functions),
        bits(statements),
        ...[files, environment, operations].map((set) => bits(new Set([...set].map(numberOf)))),
      ],
    };
  };
  const tests = [...record.tests.values()].map(packed);
  const starts = [...record.starts].map(([name, start]) => [name, packed(start)] as const);
  const all: Packed = { ...record, format: FORMAT, strings: [...numbers.keys()], tests, starts };
  return deflateRawSync(serialize(all), { level: 4 });
}

/** Throws when this is no record, or one of another version. */
export function decode(bytes: Uint8Array): ImpactRecord {
  const { format, strings, tests, starts, ...record } = deserialize(inflateRawSync(bytes)) as Packed;
  if (format !== FORMAT) throw new Error(`This record was written by ${format}, and this is ${FORMAT}.`);
  const texts = (set: Uint8Array | undefined): Set<string> =>
    new Set([...numbersIn(set)].map((number) => strings[number] ?? ''));
  const setsOf = ([functions, statements, files, environment, operations]: readonly Uint8Array[]): Sets => ({
    functions: numbersIn(functions),
    statements: numbersIn(statements),
    files: texts(files),
    environment: texts(environment),
    operations: texts(operations),
  });
  return {
    ...record,
    tests: new Map(tests.map(({ bits: own, ...rest }) => [rest.test, { ...rest, ...setsOf(own) }])),
    starts: new Map(starts.map(([name, { bits: own, ...rest }]) => [name, { ...rest, ...setsOf(own) }])),
  };
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

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { analyse } from '../code/analyse.ts';
import type { ImpactRecord, TestRecord } from '../types.ts';

/** Of a file or a line: which tests run it. Of a test: what it runs. Throws when it is neither. */
export function explain(root: string, record: ImpactRecord, asked: string): string {
  const [, file = asked, line] = /^(.*?)(?::(\d+))?$/.exec(asked) ?? [];
  const relative = path.relative(root, path.resolve(file)).replaceAll(path.sep, '/');
  if (existsSync(path.join(root, relative)) && relative !== '')
    return line === undefined
      ? explainFile(root, record, relative)
      : explainLine(root, record, relative, Number(line));
  const tests = [...record.tests.values()].filter(({ test }) => test.includes(asked));
  if (tests.length === 0)
    throw new Error(
      `"${asked}" is no file, and no recorded test has it in its name. A test is named as in: place an order`,
    );
  return tests.map((test) => explainTest(record, test)).join('\n\n');
}

function explainFile(root: string, record: ImpactRecord, file: string): string {
  const { functions } = analysisOf(root, file);
  const readers = [...record.tests.values()].filter(({ files }) => files.has(file));
  const lines = functions.map(({ key, line }) => {
    const { tests, starts, isAmbient } = runnersOf(record, `${file}#${key}`);
    const made =
      starts.length === 0 ? '' : `; makes ${starts.length} starts of ${usersOf(record, starts).size} tests`;
    return `  ${String(tests.length).padStart(5)}${isAmbient ? '+' : ' '} :${String(line).padEnd(5)} ${key}${made}`;
  });
  return [
    `${file}: tests that run each function${lines.some((line) => line.includes('+ :')) ? '; + also runs outside of tests, and is everybody’s who loads the file' : ''}`,
    ...lines,
    ...(readers.length === 0 ? [] : [`  ${readers.length} tests read it as a file`]),
  ].join('\n');
}

function explainLine(root: string, record: ImpactRecord, file: string, at: number): string {
  const within = analysisOf(root, file).functions.filter(
    ({ line, lastLine }) => line <= at && at <= lastLine,
  );
  // The innermost begins last.
  const found = within.toSorted((one, other) => other.line - one.line || one.lastLine - other.lastLine)[0];
  if (found === undefined)
    return `${file}:${at} is in no function: a change runs every test that loads the file`;
  const { tests, starts, isAmbient } = runnersOf(record, `${file}#${found.key}`);
  return [
    `${file}#${found.key}: ${tests.length} tests run it${isAmbient ? '; it also runs outside of tests, so that a change runs every test that loads the file' : ''}`,
    ...tests.map(({ test }) => `  ${test}`),
    ...(starts.length === 0 ? [] : ['it runs when these starts are made']),
    ...starts.map((name) => `  ${name}: ${usersOf(record, [name]).size} tests`),
  ].join('\n');
}

function explainTest(record: ImpactRecord, test: TestRecord): string {
  const names = [...test.functions].map((number) => record.functions[number] ?? '');
  const files = Map.groupBy(names.toSorted(), (name) => name.slice(0, name.indexOf('#')));
  const section = (title: string, entries: Iterable<string>): string[] => {
    const all = [...entries].toSorted();
    return all.length === 0 ? [] : [title, ...all.map((entry) => `  ${entry}`)];
  };
  return [
    `${test.test}: ${test.status} in ${test.ms} ms${test.opaque === null ? '' : `; ${test.opaque}: every code change runs it`}`,
    `${names.length} functions of ${files.size} files`,
    ...[...files].map(
      ([file, own]) => `  ${file}: ${own.map((name) => name.slice(file.length + 1)).join(', ')}`,
    ),
    ...section('starts', test.starts.keys()),
    ...section('requests', test.operations),
    ...section('files', test.files),
    ...section('environment', test.environment),
    ...section(
      'statements',
      [...test.statements].map((number) => (record.statements[number] ?? '').slice(0, 160)),
    ),
  ].join('\n');
}

const usersOf = ({ tests }: ImpactRecord, names: readonly string[]): Set<string> =>
  new Set(
    [...tests.values()].flatMap(({ test, starts }) => (names.some((name) => starts.has(name)) ? [test] : [])),
  );

function runnersOf(
  record: ImpactRecord,
  name: string,
): { tests: TestRecord[]; starts: string[]; isAmbient: boolean } {
  const number = record.functions.indexOf(name);
  return {
    tests: [...record.tests.values()].filter(({ functions }) => functions.has(number)),
    starts: [...record.starts].flatMap(([start, { functions }]) => (functions.has(number) ? [start] : [])),
    isAmbient: record.ambient.functions.has(number),
  };
}

const analysisOf = (root: string, file: string) => analyse(file, readFileSync(path.join(root, file), 'utf8'));

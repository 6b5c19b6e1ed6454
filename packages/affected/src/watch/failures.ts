import path from 'node:path';
import type { TestCase, TestModule } from 'vitest/node';
import type { Failure } from './events.ts';
import { VERSION } from './worker/versions.ts';

type Thrown = {
  readonly message?: string;
  readonly diff?: string;
  readonly stack?: string;
  readonly stacks?: readonly { readonly file: string; readonly line: number; readonly column: number }[];
};

export function failureOf(root: string, test: TestCase): Failure {
  const errors = (test.result().errors ?? []) as readonly Thrown[];
  return failure(root, `${relative(root, test.module.moduleId)} > ${test.fullName}`, errors[0]);
}

/** What kept a file, or a suite in it, from running at all. */
export const failuresOf = (root: string, module: TestModule): readonly Failure[] =>
  [...module.errors(), ...[...module.children.allSuites()].flatMap((suite) => suite.errors())].map((error) =>
    failure(root, relative(root, module.moduleId), error as Thrown),
  );

export const failureOutside = (root: string, error: unknown): Failure =>
  failure(root, 'outside of any test', error as Thrown);

function failure(root: string, test: string, error: Thrown | undefined): Failure {
  const frame = error?.stacks?.find(({ file }) => file.startsWith(root) && !file.includes('/node_modules/'));
  const message = [error?.message ?? 'It failed without an error.', error?.diff].filter(Boolean).join('\n');
  return {
    test,
    message: withoutVersions(message),
    at:
      frame === undefined
        ? placeIn(root, error?.stack)
        : `${relative(root, withoutVersions(frame.file))}:${frame.line}:${frame.column}`,
  };
}

/** A syntax error names its place in the first line of its stack. */
function placeIn(root: string, stack: string | undefined): string | null {
  const places = [...(stack ?? '').matchAll(/file:\/\/([^\s?:]+)(?:\?[^\s:]*)?:(\d+)/g)];
  const [, file, line] = places.find(([place]) => !place.includes('/node_modules/')) ?? [];
  return file === undefined ? null : `${relative(root, file)}:${line}`;
}

const VERSIONS = new RegExp(`[?&]${VERSION}=\\d+`, 'g');
const withoutVersions = (text: string): string => text.replaceAll(VERSIONS, '');

const relative = (root: string, file: string): string => path.relative(root, file).split(path.sep).join('/');

import path from 'node:path';
import type { TestCase } from 'vitest/node';
import type { Pick, Reason, TestId } from '../types.ts';
import type { Wanted } from './session.ts';

/** By file, as Vitest takes it. */
export function wantedOf(root: string, picks: readonly Pick[]): readonly Wanted[] {
  const files = new Map<string, { project: string; file: string; names: string[] | undefined }>();
  for (const { project, file, names } of picks) {
    const key = `${project} ${file}`;
    const one = files.get(key) ?? { project, file: path.resolve(root, file), names: [] };
    if (names.length === 0) one.names = undefined;
    else one.names?.push(names.join(' > '));
    files.set(key, one);
  }
  return [...files.values()].map(({ project, file, names }) => ({ project, file, ...(names && { names }) }));
}

/** Null when a whole file is among them. */
export const countTests = (wanted: readonly Wanted[]): number | null =>
  wanted.every(({ names }) => names !== undefined)
    ? wanted.reduce((sum, { names }) => sum + (names?.length ?? 0), 0)
    : null;

export const failedPick = (root: string, test: TestCase): Pick => ({
  test: testId(root, test),
  file: relativeTo(root, test),
  project: test.project.name,
  names: [test.fullName],
  reasons: [{ kind: 'failed', subject: testId(root, test), detail: 'failed last time' }],
});

/** Each reason with the number of tests that it is one for, the largest first. */
export function count(picks: readonly Pick[]): (readonly [Reason, number])[] {
  const counts = new Map<string, [Reason, number]>();
  for (const { reasons } of picks)
    for (const reason of reasons) {
      const key = `${reason.kind} ${reason.subject} ${reason.detail}`;
      const known = counts.get(key) ?? [reason, 0];
      known[1] += 1;
      counts.set(key, known);
    }
  return [...counts.values()].toSorted((a, b) => b[1] - a[1]);
}

export const testId = (root: string, test: TestCase): TestId =>
  `${test.project.name} | ${relativeTo(root, test)} > ${test.fullName}`;

const relativeTo = (root: string, test: TestCase): string =>
  path.relative(root, test.module.moduleId).split(path.sep).join('/');

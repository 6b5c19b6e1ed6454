import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@topheavy/testbed';
import { FAULTS } from './faults.ts';
import { GATEWAY_OPERATIONS } from './operations.ts';
import { PHASES, verdictOn } from './verdict.ts';

const GATEWAYS = path.join(import.meta.dirname, '../../../apps/api/src/gateways');

/** `payments capture` of every call that the sources make through a call policy. */
function callsInTheSources(): string[] {
  const files = readdirSync(GATEWAYS, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  return files.flatMap((file) => {
    const text = readFileSync(path.join(GATEWAYS, file), 'utf8');
    const gateway = /createCallPolicy\('(\w+)'/.exec(text)?.[1];
    return [...text.matchAll(/call\(\{ operation: '([\w-]+)'/g)].map(
      ([, operation]) => `${gateway} ${operation}`,
    );
  });
}

test('every call that a gateway makes is in the table', async () => {
  const calls = callsInTheSources();

  expect(calls.length).toBeGreaterThan(0);
  expect([...new Set(GATEWAY_OPERATIONS.map(({ call }) => call))].toSorted()).toEqual(calls.toSorted());
});

test('every call × fault × phase is either promised something or left out for a reason', () => {
  const silent = GATEWAY_OPERATIONS.flatMap((operation) =>
    FAULTS.flatMap((fault) =>
      PHASES.map((phase) => ({ operation, verdict: verdictOn(operation, fault, phase) })),
    ),
  ).filter(({ operation, verdict }) =>
    'reason' in verdict ? verdict.reason === '' : operation.answers[verdict.leaves] === undefined,
  );

  expect(silent).toEqual([]);
});

test('each call is tried in the phase before its effect and, if it has one, after it', () => {
  const tried = GATEWAY_OPERATIONS.map((operation) => ({
    title: operation.title,
    phases: PHASES.filter((phase) =>
      FAULTS.some((fault) => !('reason' in verdictOn(operation, fault, phase))),
    ),
  }));

  expect(tried.filter(({ phases }) => !phases.includes('before-effect'))).toEqual([]);
});

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, type FaultEffect } from '@topheavy/testbed';
import { FAULTS, readsBack } from './faults.ts';
import { GATEWAY_OPERATIONS } from './operations.ts';
import { PHASES, verdictOn } from './verdict.ts';

const GATEWAYS = path.join(import.meta.dirname, '../../../apps/api/src/gateways');
const SOAK = path.join(import.meta.dirname, '../../../bench/soak/provider-faults.ts');

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

test('every call that a gateway makes is in the table', () => {
  const calls = callsInTheSources();

  const inTable = new Set(GATEWAY_OPERATIONS.map(({ call }) => call));

  expect(calls.length).toBeGreaterThan(0);
  const missing = calls.filter((call) => !inTable.has(call));
  expect(missing, `no row in tests/integration/faults/operations/: ${missing.join(', ')}`).toEqual([]);
  expect([...inTable].toSorted()).toEqual(calls.toSorted());
});

test('every call that a gateway makes goes wrong in the soak', () => {
  const soak = readFileSync(SOAK, 'utf8');
  const tried = [...soak.matchAll(/\{ op: '([^']+)'/g)].map(([, op = '']) => op);
  const called = new Set(GATEWAY_OPERATIONS.map(({ op }) => op));

  const missing = [...called].filter((op) => !tried.includes(op));
  expect(missing, `not in CALLS of bench/soak/provider-faults.ts: ${missing.join(', ')}`).toEqual([]);
  const strays = tried.filter((op) => !called.has(op));
  expect(
    strays,
    `in CALLS of bench/soak/provider-faults.ts, and called by no gateway: ${strays.join(', ')}`,
  ).toEqual([]);
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

type Drift = Extract<FaultEffect, { kind: 'drift' }>['changes'][number];
type Truncation = Extract<FaultEffect, { kind: 'truncate' }>;

/** Every way of misbehaving that the fakes know: the compiler sees to that. */
const WAYS: Readonly<
  Record<
    | Exclude<FaultEffect['kind'], 'drift' | 'truncate'>
    | `drift ${Drift['change']}`
    | `truncate ${Truncation['how']}`,
    boolean
  >
> = {
  delay: true,
  hang: true,
  // Keeps a call until a test lets it go: a tool, no fault.
  hold: false,
  // Of events and of stale reads each has its own promise: events.test.ts and stale-reads.test.ts.
  deliver: false,
  stale: false,
  status: true,
  body: true,
  html: true,
  'empty-reply': true,
  reset: true,
  refuse: true,
  drip: true,
  'malformed-chunk': true,
  'truncate content-length': true,
  'truncate chunked': true,
  'truncate clean': true,
  'drift rename': true,
  'drift retype': true,
  'drift remove': true,
  'drift add': true,
  'drift enum': true,
  'drift unit': true,
  'drift nest': true,
};

const waysOf = (effect: FaultEffect): string[] => {
  if (effect.kind === 'truncate') return [`truncate ${effect.how}`];
  return effect.kind === 'drift' ? effect.changes.map(({ change }) => `drift ${change}`) : [effect.kind];
};

test('every way in which a fake can misbehave is tried', () => {
  const tried = GATEWAY_OPERATIONS.flatMap((operation) =>
    FAULTS.flatMap((fault) =>
      PHASES.flatMap((phase) => {
        const verdict = verdictOn(operation, fault, phase);
        return 'reason' in verdict ? [] : waysOf(verdict.effect);
      }),
    ),
  );

  const known = Object.entries(WAYS).filter(([, isFault]) => isFault);
  expect([...new Set(tried)].toSorted()).toEqual(known.map(([way]) => way).toSorted());
});

test('each question has a test for an answer that is not the last one', () => {
  const tests = readFileSync(path.join(import.meta.dirname, 'stale-reads.test.ts'), 'utf8');

  const questions = [...new Set(GATEWAY_OPERATIONS.filter(readsBack).map(({ op }) => op))];

  expect(questions.length).toBeGreaterThan(0);
  const untested = questions.filter((op) => !tests.includes(`'${op}'`));
  expect(untested, `no test in tests/integration/faults/stale-reads.test.ts: ${untested.join(', ')}`).toEqual(
    [],
  );
});

test('each call is tried in full from one place, both with and without its effect', () => {
  const inFull = GATEWAY_OPERATIONS.filter(({ again }) => again === undefined);
  const phasesOf = (operation: (typeof GATEWAY_OPERATIONS)[number]) =>
    PHASES.filter((phase) =>
      FAULTS.some((fault) => fault.leaves === 'open' && !('reason' in verdictOn(operation, fault, phase))),
    );

  const calls = GATEWAY_OPERATIONS.map(({ call }) => call);
  expect(inFull.map(({ call }) => call).toSorted()).toEqual([...new Set(calls)].toSorted());
  expect(inFull.filter((operation) => phasesOf(operation).length < 2)).toEqual([]);
});

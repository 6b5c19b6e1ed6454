import { expect, test } from 'vitest';
import { openRanBy } from '../../../proof/runner/ran-by.ts';

const TEST = { suite: 'integration', file: 'tests/integration/pay.test.ts', title: 'is paid once' };

const numbers = (...functions: number[]) => ({ functions: new Set(functions) });

/** Of one test, which starts from a paid order. */
function recordOf({ opaque = null, startOpaque = null, twice = false }: Readonly<Record<string, unknown>>) {
  const names = ['paying', 'is paid once'];
  const one = { ...numbers(1), names, opaque, file: TEST.file, project: 'integration' };
  const starts = new Map([['paidOrder', 'abc']]);
  const tests = [
    { ...one, starts },
    ...(twice ? [{ ...one, names: ['again', 'is paid once'], starts }] : []),
  ];
  return {
    functions: ['pay.ts#ambient', 'pay.ts#own', 'pay.ts#start', 'pay.ts#other'],
    tests: new Map(tests.map((test) => [test.names.join(' > '), test])),
    starts: new Map([['paidOrder', { ...numbers(2), opaque: startOpaque }]]),
    ambient: numbers(0),
  } as unknown as ReturnType<Parameters<typeof openRanBy>[0]>;
}

test('a test ran what it ran itself, what its starts ran, and what ran outside of all', () => {
  const ran = openRanBy(() => recordOf({}))(TEST);

  expect(ran).toEqual(new Set(['pay.ts#ambient', 'pay.ts#own', 'pay.ts#start']));
});

test.for([
  ['a test that nobody recorded', {}, { ...TEST, title: 'is paid twice' }],
  ['a test of another suite', {}, { ...TEST, suite: 'reliability' }],
  ['a title that two tests have', { twice: true }, TEST],
  ['a test that started something unseen', { opaque: 'a process' }, TEST],
  ['a test whose start did', { startOpaque: 'a process' }, TEST],
] as const)('of %s nobody knows', ([, record, asked]) => {
  expect(openRanBy(() => recordOf(record))(asked)).toBeNull();
});

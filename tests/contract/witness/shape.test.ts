import { witnessJudge, type Published } from '@topheavy/contracts/witness';
import { describe, expect, test } from 'vitest';

const operation = 'vatcomply.vat_rates.list';

const judgeOf = (value: unknown, more: Partial<Published> = {}) =>
  witnessJudge({
    provider: 'vatcomply',
    witnesses: [{ operation, status: 200, value, source: 'an example' }],
    schemas: [],
    documents: [],
    resources: new Map(),
    ...more,
  });

const differences = (example: unknown, answer: unknown): string[] =>
  judgeOf(example)(operation, 200, answer).map(
    ({ path, expected, found }) => `${path}: ${expected}, not ${found}`,
  );

describe('a published example', () => {
  test('accepts other values of the same shape, and null where a value may be unknown', () => {
    const example = { rate: 19, comments: { a: ['x'] }, list: [{ n: 1 }] };
    expect(differences(example, { rate: 7.5, comments: { a: [] }, list: [] })).toEqual([]);
    expect(differences(example, { rate: null, comments: null, list: [{ n: 2 }, { n: null }] })).toEqual([]);
  });

  test.for([
    ['a missing field', { rate: 19 }, '$[*].code: the field, not nothing'],
    ['a field of its own', { rate: 19, code: 'DE', more: 1 }, '$[*].more: no such field, not number'],
    ['another type', { rate: '19', code: 'DE' }, '$[*].rate: number, not string'],
    ['a nested value', { rate: { value: 19 }, code: 'DE' }, '$[*].rate: number, not object'],
  ] as const)('refuses %s', ([, answer, difference]) => {
    expect(differences([{ rate: 19, code: 'DE' }], [answer])).toEqual([difference]);
  });

  test('of several, a field that only some have may be absent', () => {
    expect(differences([{ a: 1 }, { a: 1, b: 1 }], [{ a: 2 }])).toEqual([]);
    expect(differences([{ a: 1 }, { a: 1, b: 1 }], [{ b: 2 }])).toEqual(['$[*].a: the field, not nothing']);
  });

  test('of an object of one kind says nothing about another kind in its place', () => {
    const resources = new Map([['charge', [{ object: 'charge', paid: true }]]]);
    const judge = judgeOf({ data: { object: 'plan', interval: 'month' } }, { resources });
    expect(judge(operation, 200, { data: { object: 'charge', paid: false } })).toEqual([]);
    expect(judge(operation, 200, { data: { object: 'charge' } })).toMatchObject([{ path: '$.data.paid' }]);
  });

  test('says nothing about another status', () => {
    expect(judgeOf([{ rate: 19 }])(operation, 429, { detail: 'slow down' })).toEqual([]);
  });
});

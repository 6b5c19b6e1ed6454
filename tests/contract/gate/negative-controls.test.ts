import { formatViolations, operations, type Exchange, type Gate } from '@topheavy/contracts';
import { beforeAll, describe, expect, test } from 'vitest';
import { goodExchanges, type GoodExchange } from './good-exchanges.ts';
import { sharedGate } from '../shared-gate.ts';

let gate: Gate;
let good: readonly GoodExchange[];

beforeAll(async () => {
  gate = await sharedGate();
  good = await goodExchanges();
});

const exchangesOf = (operation: string): Exchange[] =>
  good.filter((one) => one.operation === operation).map(({ exchange }) => exchange);

/** The answer with each of its objects changed: the items of a list are objects of the contract as well. */
const withAnswer = (exchange: Exchange, change: (object: Record<string, unknown>) => unknown): Exchange => {
  const answer: unknown = JSON.parse(exchange.responseBody);
  const changed = Array.isArray(answer) ? answer.map(change) : change(answer as Record<string, unknown>);
  return { ...exchange, responseBody: JSON.stringify(changed) };
};

const without = (object: Record<string, unknown>, name: string): Record<string, unknown> =>
  Object.fromEntries(Object.entries(object).filter(([other]) => other !== name));

/** An exchange that the provider would not have had, and what the gate must say about it. */
type Control = {
  readonly name: string;
  readonly expected: string;
  spoil(exchange: Exchange): Exchange;
};

const controls: readonly Control[] = [
  {
    name: 'an empty object',
    expected: 'response $',
    spoil: (exchange) => ({ ...exchange, responseBody: '{}' }),
  },
  {
    name: 'empty objects',
    expected: 'expected to be there, found nothing',
    spoil: (exchange) => withAnswer(exchange, () => ({})),
  },
  {
    name: 'a field that the contract lacks',
    expected: '.undocumented: expected no such member, found true',
    spoil: (exchange) => withAnswer(exchange, (object) => ({ ...object, undocumented: true })),
  },
  {
    name: 'an answer wrapped in another one',
    expected: 'expected',
    spoil: (exchange) => withAnswer(exchange, (object) => ({ data: object })),
  },
  {
    name: 'an undocumented status',
    expected: ' response status: expected one of',
    spoil: (exchange) => ({ ...exchange, status: 418 }),
  },
  {
    name: 'another content type',
    expected: ' response content-type: expected application/json, found text/html',
    spoil: (exchange) => ({ ...exchange, responseHeaders: { 'content-type': 'text/html' } }),
  },
  {
    name: 'a page in place of JSON',
    expected: ' response $: expected JSON, found "<html>"',
    spoil: (exchange) => ({ ...exchange, responseBody: '<html>' }),
  },
];

describe.for(operations)('the contract of $id', ({ id }) => {
  test('takes what the fake answers', () => {
    const exchanges = exchangesOf(id);

    expect(exchanges.length).toBeGreaterThan(0);
    expect(formatViolations(exchanges.flatMap((exchange) => gate.check(exchange)))).toBe('');
  });

  test.for(controls)('refuses $name', ({ expected, spoil }) => {
    for (const exchange of exchangesOf(id)) {
      const complaints = formatViolations(gate.check(spoil(exchange)));

      expect(complaints).toContain(expected);
      expect(complaints).toContain(id);
    }
  });

  test('refuses an answer that misses any of its fields that must be there', () => {
    const [exchange] = exchangesOf(id);
    const missing = Object.keys(
      Object.assign({}, ...[JSON.parse(exchange?.responseBody ?? '{}')].flat()) as object,
    ).filter(
      (name) => exchange && gate.check(withAnswer(exchange, (object) => without(object, name))).length > 0,
    );

    expect(missing.length).toBeGreaterThan(0);
  });

  test('refuses an empty object at every documented success', () => {
    const successes =
      operations.find((one) => one.id === id)?.statuses.filter((status) => status < 300) ?? [];

    expect(successes).not.toEqual([]);
    for (const status of successes) {
      for (const world of ['closed', 'open'] as const)
        expect(gate.validate(id, 'response', status, {}, world), `${status}, ${world}`).not.toEqual([]);
    }
  });
});

import { outcomeOf } from '@topheavy/testbed/outcome';
import { randomUUID } from 'node:crypto';
import { serialize } from 'node:v8';
import { expect, test } from 'vitest';

const OPENED = Date.parse('2026-03-01T12:00:00.400Z');
const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** What a making `after` the opening leaves: a customer of the opening, and an order with a hold at the bank. */
function made(after: number, { ordered = 50, total = 1900, turned = false } = {}): string {
  const beganMs = OPENED + after;
  const [customer, order] = [randomUUID(), randomUUID()];
  const orders = [
    { id: order, customer_id: customer, total, created_at: new Date(beganMs + ordered).toISOString() },
    { id: randomUUID(), customer_id: customer, total: 100, created_at: new Date(beganMs + 60).toISOString() },
  ];
  const rows = {
    customers: [{ id: customer, created_at: new Date(OPENED - 150).toISOString() }],
    orders: turned ? orders.toReversed() : orders,
  };
  const holds = new Map([[order, { created: Math.floor((beganMs + ordered) / SECOND) }]]);
  return outcomeOf(
    {
      database: JSON.stringify(rows),
      fakes: serialize(holds).toString('base64'),
      covered: ['placeOrder 201'],
      result: { id: order },
    },
    { openedMs: OPENED, beganMs },
  );
}

test.for([20, 400, 900, 1100, 5 * SECOND, 20 * MINUTE])(
  'what is made %i ms after the opening is what is made a minute after it',
  (after) => {
    expect(made(after)).toBe(made(MINUTE));
  },
);

test('rows in another order are the same, as they have none', () => {
  expect(made(MINUTE, { turned: true })).toBe(made(MINUTE));
});

test('another amount is something else', () => {
  expect(made(MINUTE, { total: 1901 })).not.toBe(made(MINUTE));
});

test.for([
  ['half a minute later', 30 * SECOND],
  ['half a minute before the making began, when the shop was open already', -30 * SECOND],
  ['an hour ago', -60 * MINUTE],
] as const)('an order of %s is something else', ([, ordered]) => {
  expect(made(MINUTE, { ordered })).not.toBe(made(MINUTE));
});

/** Orders that are alike, the first of which is paid; what is answered is `chosen` of them. */
function alike({ turned, chosen }: { turned: boolean; chosen: number }): string {
  const orders = Array.from({ length: 6 }, () => ({ id: randomUUID(), total: 1900 }));
  const rows = {
    orders: turned ? orders.toReversed() : orders,
    payments: [{ id: randomUUID(), order_id: orders[0]?.id }],
  };
  return outcomeOf(
    {
      database: JSON.stringify(rows),
      fakes: serialize([]).toString('base64'),
      covered: [],
      result: orders[chosen]?.id,
    },
    { openedMs: OPENED, beganMs: OPENED + MINUTE },
  );
}

test.for([0, 1])(
  'of orders that are alike, it is the same one in whatever order they are read (%i)',
  (chosen) => {
    expect(alike({ turned: true, chosen })).toBe(alike({ turned: false, chosen }));
  },
);

test('of orders that are alike, the paid one is something else than one that is not', () => {
  expect(alike({ turned: false, chosen: 0 })).not.toBe(alike({ turned: false, chosen: 1 }));
});

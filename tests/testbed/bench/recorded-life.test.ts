import { recordedLife } from '@topheavy/bench/load';
import { expect, test } from 'vitest';

const CART = '01890000-0000-7000-8000-000000000001';
const OTHER_CART = '01890000-0000-7000-8000-000000000002';
const PRODUCT = '01890000-0000-7000-8000-00000000000a';
const ORDER = '01890000-0000-7000-8000-00000000000b';

const [first, second] = [{}, {}];
const sent = (connection: object, text: string, ...values: unknown[]) => ({
  connection,
  text,
  name: undefined,
  values,
});

const life = recordedLife(
  [
    sent(first, 'select cart', CART, new Date(0)),
    sent(first, 'begin'),
    sent(second, 'select key', 7),
    sent(first, 'insert order', ORDER, `{"order":"${ORDER}","product":"${PRODUCT}"}`, 'pi_1'),
    sent(first, 'commit'),
  ],
  new Set([PRODUCT]),
  CART,
);

test('a life is repeated in its transactions, each on one connection', () => {
  const units = life.forCart(OTHER_CART);

  const texts = units.map((unit) => unit.map(({ text }) => text));

  expect(texts).toEqual([['select cart'], ['begin', 'insert order', 'commit'], ['select key']]);
  expect(life).toMatchObject({ statements: 5, transactions: 1 });
});

test('a repeated life is that of another order: ids of its own, the same everywhere, and the same goods', () => {
  const [select, insert] = [life.forCart(OTHER_CART)[0]?.[0], life.forCart(OTHER_CART)[1]?.[1]];

  const [orderId = '', facts = '', intent] = (insert?.values ?? []) as string[];

  expect(select?.values).toEqual([OTHER_CART, new Date(0)]);
  expect(orderId).not.toBe(ORDER);
  expect(JSON.parse(facts)).toEqual({ order: orderId, product: PRODUCT });
  expect(intent).toMatch(/^pi_\w{32}$/);
});

test('two repetitions have no id in common', () => {
  const orders = [1, 2].map(() => life.forCart(OTHER_CART)[1]?.[1]?.values[0]);

  expect(new Set(orders).size).toBe(2);
});

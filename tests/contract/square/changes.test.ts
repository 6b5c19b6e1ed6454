import { describe, expect } from 'vitest';
import { answerOf } from '../answer-of.ts';
import { test } from '../target/test-at-target.ts';
import { adjustment, batchChange, inStock, physicalCount, retrieveCount, stock } from './square-client.ts';

describe('changes', () => {
  test('a sale takes goods out of stock, and sold goods are no longer counted', async ({ target }) => {
    await stock(target, 'MUG', '10');
    const change = adjustment('MUG', '2.12345');
    expect(await batchChange(target, { idempotency_key: 'k1', changes: [change] })).toMatchObject({
      status: 200,
      body: {
        counts: [{ catalog_object_id: 'MUG', state: 'IN_STOCK', quantity: '7.87655' }],
        changes: [
          {
            type: 'ADJUSTMENT',
            adjustment: { id: expect.any(String), created_at: expect.any(String), ...change.adjustment },
          },
        ],
      },
    });
    expect((await retrieveCount(target, 'MUG')).body).toMatchObject({ counts: [{ state: 'IN_STOCK' }] });
  });

  test('a physical count replaces what was known', async ({ target }) => {
    await stock(target, 'MUG', '10');
    const change = physicalCount('MUG', '4.5');
    expect(await batchChange(target, { idempotency_key: 'k1', changes: [change] })).toMatchObject({
      body: { counts: [{ quantity: '4.5' }], changes: [change] },
    });
    expect(await inStock(target, 'MUG')).toBe('4.5');
  });

  test('a physical count that finds what was known is no change, unless asked for', async ({ target }) => {
    await stock(target, 'MUG', '4');
    const changes = [physicalCount('MUG', '4')];
    const ignored = await batchChange(target, { idempotency_key: 'k1', changes });
    expect(ignored.body).not.toHaveProperty('changes');
    const kept = await batchChange(target, {
      idempotency_key: 'k2',
      changes,
      ignore_unchanged_counts: false,
    });
    expect(kept.body).toMatchObject({ changes: [{ type: 'PHYSICAL_COUNT' }] });
  });

  test(
    'goods arrive from NONE, spoil into WASTE and return from UNLINKED_RETURN',
    { tags: 'fake-only' },
    async ({ target }) => {
      const changes = [
        adjustment('MUG', '10', ['NONE', 'IN_STOCK']),
        adjustment('MUG', '3', ['IN_STOCK', 'WASTE']),
        adjustment('MUG', '1', ['UNLINKED_RETURN', 'IN_STOCK']),
      ];
      const { body } = await batchChange(target, { idempotency_key: 'k1', changes });
      expect(body).toMatchObject({
        counts: [
          { state: 'IN_STOCK', quantity: '8' },
          { state: 'WASTE', quantity: '3' },
        ],
      });
    },
  );

  test(
    'changes of a batch apply in the order in which they occurred',
    { tags: 'fake-only' },
    async ({ fakes }) => {
      const sale = adjustment('MUG', '1');
      const count = physicalCount('MUG', '5');
      count.physical_count.occurred_at = new Date(Date.now() - 60_000).toISOString();
      await batchChange(fakes, { idempotency_key: 'k1', changes: [sale, count] });
      expect(await inStock(fakes, 'MUG')).toBe('4');
    },
  );

  test('more can be sold than is in stock: the count turns negative', async ({ target }) => {
    await stock(target, 'MUG', '1');
    await batchChange(target, { idempotency_key: 'k1', changes: [adjustment('MUG', '3')] });
    expect(await inStock(target, 'MUG')).toBe('-2');
  });

  test('tenths and hundredths add up without a rest', async ({ target }) => {
    await stock(target, 'TEA', '0.3');
    const changes = [adjustment('TEA', '0.1'), adjustment('TEA', '0.19999')];
    await batchChange(target, { idempotency_key: 'k1', changes });
    expect(await inStock(target, 'TEA')).toBe('0.00001');
  });
});

describe('idempotency', () => {
  test('a repeated request is answered as before and changes nothing more', async ({ target }) => {
    await stock(target, 'MUG', '10');
    const request = { idempotency_key: 'k1', changes: [adjustment('MUG', '1')] };
    const first = await batchChange(target, request);
    const second = await batchChange(target, request);
    expect(second.body).toEqual(first.body);
    expect(await inStock(target, 'MUG')).toBe('9');
  });

  test('a key that was used for another request is refused and nothing changes', async ({ target }) => {
    await stock(target, 'MUG', '10');
    await batchChange(target, { idempotency_key: 'k1', changes: [adjustment('MUG', '1')] });
    const reused = await batchChange(target, { idempotency_key: 'k1', changes: [adjustment('MUG', '2')] });
    expect(reused).toMatchObject({
      status: 400,
      body: {
        errors: [{ code: 'IDEMPOTENCY_KEY_REUSED', field: 'idempotency_key', detail: expect.any(String) }],
      },
    });
    expect(await inStock(target, 'MUG')).toBe('9');
  });

  test('a refused request may be corrected under its key', async ({ target }) => {
    await stock(target, 'MUG', '10');
    const wrong = await batchChange(target, { idempotency_key: 'k1', changes: [adjustment('MUG', 'two')] });
    expect(wrong.status).toBe(400);
    const right = await batchChange(target, { idempotency_key: 'k1', changes: [adjustment('MUG', '2')] });
    expect(right.status).toBe(200);
  });

  test(
    'a second request is refused while the first is still at work',
    { tags: 'fake-only' },
    async ({ fakes }) => {
      await stock(fakes, 'MUG', '10');
      const held = await fakes.control.arm({
        on: { op: 'square.inventory.batch_change' },
        phase: 'before-effect',
        effect: { kind: 'hold' },
      });
      const request = { idempotency_key: 'k1', changes: [adjustment('MUG', '1')] };
      const both = [batchChange(fakes, request), batchChange(fakes, request)];
      expect(await Promise.race(both)).toMatchObject({
        status: 409,
        body: { errors: [{ code: 'CONFLICT', detail: expect.any(String) }] },
      });
      await fakes.control.release(held);
      const statuses = (await Promise.all(both)).map(({ status }) => status);
      expect(new Set(statuses)).toEqual(new Set([200, 409]));
      expect(await inStock(fakes, 'MUG')).toBe('9');
    },
  );
});

describe('refusals', () => {
  const sale = adjustment('MUG', '1');
  const saleWith = (change: object) => ({ ...sale, adjustment: { ...sale.adjustment, ...change } });
  const field = (name: string) => `changes[0].adjustment.${name}`;

  test.for([
    [{ changes: [sale] }, 'MISSING_REQUIRED_PARAMETER', 'idempotency_key'],
    [{ idempotency_key: 'k'.repeat(129), changes: [sale] }, 'VALUE_TOO_LONG', 'idempotency_key'],
    [{ idempotency_key: 'k1' }, 'MISSING_REQUIRED_PARAMETER', 'changes'],
    [{ idempotency_key: 'k1', changes: Array(101).fill(sale) }, 'VALUE_TOO_LONG', 'changes'],
    [{ idempotency_key: 'k1', changes: [{ ...sale, type: 'TRANSFER' }] }, 'INVALID_VALUE', 'changes[0].type'],
  ] as const)('a batch is refused with its field named: %#', async ([body, code, name], { target }) => {
    expect(await batchChange(target, body)).toMatchObject({
      status: 400,
      body: { errors: [{ category: 'INVALID_REQUEST_ERROR', code, field: name }] },
    });
  });

  test.for([
    [{ quantity: 2 }, 'INCORRECT_TYPE', field('quantity')],
    [{ quantity: '1.000001' }, 'INVALID_VALUE', field('quantity')],
    [{ quantity: '-1' }, 'INVALID_VALUE', field('quantity')],
    [{ location_id: undefined }, 'MISSING_REQUIRED_PARAMETER', field('location_id')],
    [{ from_state: true }, 'INVALID_ENUM_VALUE', field('from_state')],
    [{ from_state: 'SOLD', to_state: 'IN_STOCK' }, 'INVALID_VALUE', 'changes[0].adjustment'],
    [{ occurred_at: 'now' }, 'INVALID_TIME', field('occurred_at')],
    [{ occurred_at: '2999-01-01T00:00:00Z' }, 'INVALID_TIME', field('occurred_at')],
    [{ occurred_at: '2020-01-01T00:00:00Z' }, 'INVALID_TIME', field('occurred_at')],
  ] as const)('an adjustment with %o is refused with %s', async ([change, code, name], { target }) => {
    await stock(target, 'MUG', '10');
    const answer = await batchChange(target, { idempotency_key: 'k1', changes: [saleWith(change), sale] });
    expect(answer).toMatchObject({
      status: 400,
      body: { errors: [{ code, field: name, detail: expect.any(String) }] },
    });
    expect(await inStock(target, 'MUG')).toBe('10');
  });

  test('a body that is no JSON is refused', async ({ target }) => {
    const url = `${target.urls.square}/v2/inventory/changes/batch-create`;
    const headers = { authorization: 'Bearer EAAAtest' };
    expect(await answerOf(url, { method: 'POST', headers, body: 'changes=1' })).toMatchObject({
      status: 400,
      body: { errors: [{ code: 'EXPECTED_JSON_BODY' }] },
    });
  });

  test(
    'stock in a state that Square does not count cannot be set up',
    { tags: 'fake-only' },
    async ({ fakes }) => {
      const given = fakes.control.given('square', 'stock', {
        catalog_object_id: 'MUG',
        location_id: 'MAIN',
        state: 'SOLD',
        quantity: '1',
      });
      await expect(given).rejects.toThrow(/no count of goods in state SOLD/);
    },
  );
});

import type * as pgModule from 'pg';
import { DatabaseError, Pool, types as pgTypes } from 'pg';
import { Migrator } from 'kysely/migration';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createDatabase, createPool } from '#api/db/connect.ts';
import * as locks from '#api/db/locks.ts';
import { migrate } from '#api/db/migrate.ts';
import { migrations } from '#api/db/migrations/index.ts';
import { statementNames } from '#api/db/prepared-statements.ts';
import { inTransaction } from '#api/db/transaction.ts';
import { mockDb } from '../support/mock-db.ts';
import { uuid } from '../support/rows.ts';

// Mocks are what this exhibit is about: proof/README.md.
vi.mock('kysely/migration');
vi.mock('pg', async (original) => {
  const pg = await original<typeof pgModule>();
  return { ...pg, Pool: vi.fn<() => unknown>() };
});

const databaseError = (code: string, message = 'x') =>
  Object.assign(new DatabaseError(message, 1, 'error'), { code });

describe('inTransaction', () => {
  const failing = (...errors: Error[]) => {
    const work = vi.fn<() => Promise<string>>().mockResolvedValue('done');
    for (const error of errors) work.mockRejectedValueOnce(error);
    return work;
  };

  it('returns what the work returns', async () => {
    await expect(inTransaction(mockDb().db, failing())).resolves.toBe('done');
  });

  it.each(['40001', '40P01'])('repeats after %s', async (code) => {
    const work = failing(databaseError(code));

    await expect(inTransaction(mockDb().db, work)).resolves.toBe('done');
    expect(work).toHaveBeenCalledTimes(2);
  });

  it('gives up after four attempts', async () => {
    const deadlock = databaseError('40P01');

    await expect(
      inTransaction(mockDb().db, failing(deadlock, deadlock, deadlock, deadlock)),
    ).rejects.toMatchObject({ slug: 'conflict-retry' });
  });

  it('passes other errors on', async () => {
    await expect(inTransaction(mockDb().db, failing(databaseError('23505')))).rejects.toThrow('x');
  });
});

describe('locks', () => {
  it.each([
    { lock: locks.lockCart, table: 'carts' },
    { lock: locks.lockOrder, table: 'orders' },
    { lock: locks.lockPayment, table: 'payments' },
    { lock: locks.lockLivePayment, table: 'payments' },
    { lock: locks.lockShipment, table: 'shipments' },
    { lock: locks.lockUnpaidOrder, table: 'orders' },
  ])('$lock.name locks a row of $table', async ({ lock, table }) => {
    const { db, query } = mockDb({ id: uuid(1) });

    await expect(lock(db, uuid(1))).resolves.toEqual({ id: uuid(1) });
    expect(query['selectFrom']).toHaveBeenCalledWith(table);
    expect(query['forNoKeyUpdate']).toHaveBeenCalledOnce();
  });

  it('lockStock locks in the order of the products', async () => {
    const { db, query } = mockDb([]);

    await locks.lockStock(db, [uuid(1)]);

    expect(query['orderBy']).toHaveBeenCalledWith('product_id');
  });
});

describe('createPool', () => {
  const on = vi.fn<(event: string, listener: (argument: unknown) => void) => void>();

  beforeEach(() => {
    vi.mocked(Pool).mockImplementation(function mock() {
      return { on } as never;
    });
  });

  it('is configured as asked for', () => {
    const lost = vi.fn<(error: Error) => void>();

    createPool({ url: 'postgres://x', poolSize: 5, acquireTimeoutMs: 100, statementTimeoutMs: 4000 }, lost);

    expect(Pool).toHaveBeenCalledWith(
      expect.objectContaining({ connectionString: 'postgres://x', max: 5, statement_timeout: 4000 }),
    );
    expect(on).toHaveBeenCalledWith('error', lost);
  });

  it('reads big integers as numbers and dates as text', () => {
    createPool({ url: 'postgres://x', poolSize: 5, acquireTimeoutMs: 100, statementTimeoutMs: 4000 });
    const { INT8, DATE, BOOL } = pgTypes.builtins;
    const { types, stream } = vi.mocked(Pool).mock.lastCall?.[0] ?? {};
    const parse = (oid: Parameters<typeof pgTypes.getTypeParser>[0]) =>
      types?.getTypeParser(oid, 'text') as (text: string) => unknown;

    expect(parse(INT8)('42')).toBe(42);
    expect(() => parse(INT8)('9007199254740993')).toThrow(RangeError);
    expect(parse(DATE)('2026-03-02')).toBe('2026-03-02');
    expect(parse(BOOL)('t')).toBe(true);
    expect((stream as () => { timeout?: number })().timeout).toBe(5000);
  });

  it('makes a database of it', () => {
    expect(
      createDatabase({} as never)
        .selectFrom('orders')
        .select('id')
        .compile().sql,
    ).toContain('"orders"');
  });
});

describe('migrate', () => {
  const migrator = { migrateToLatest: vi.fn<() => unknown>(), migrateTo: vi.fn<(name: string) => unknown>() };

  beforeEach(() => {
    vi.mocked(Migrator).mockImplementation(function mock() {
      return migrator as never;
    });
  });

  it('migrates to the latest', async () => {
    migrator.migrateToLatest.mockResolvedValue({});

    await expect(migrate(mockDb().db)).resolves.toBeUndefined();
  });

  it('migrates to a target', async () => {
    migrator.migrateTo.mockResolvedValue({});

    await migrate(mockDb().db, '0003');

    expect(migrator.migrateTo).toHaveBeenCalledWith('0003');
  });

  it('names the migration that failed', async () => {
    const results = [{ status: 'Error', migrationName: '0004' }];
    migrator.migrateToLatest.mockResolvedValue({ error: new Error('x'), results });

    await expect(migrate(mockDb().db)).rejects.toThrow('Migration 0004 failed');
  });

  it.each(Object.entries(migrations))('%s runs', async (_name, migration) => {
    await expect(migration.up(mockDb().db)).resolves.toBeUndefined();
  });
});

describe('statementNames', () => {
  const connected = () => {
    const query = vi.fn<(...args: unknown[]) => Promise<unknown>>().mockResolvedValue('rows');
    const client = { query };
    statementNames()(client as never);
    return { client, query };
  };

  it('names each statement once', async () => {
    const { client, query } = connected();

    await client.query('select 1', []);
    await client.query('select 1', []);
    await client.query('select 2', []);

    expect(query.mock.calls.map(([sent]) => (sent as { name: string }).name)).toEqual([
      's1_1',
      's1_1',
      's1_2',
    ]);
  });

  it.each([['begin', []], [{ text: 'select 1' }]])('passes %j on as it is', async (...args) => {
    const { client, query } = connected();

    await client.query(...args);

    expect(query).toHaveBeenCalledWith(...args);
  });

  it('goes on under new names when the schema changed', async () => {
    const { client, query } = connected();
    query.mockRejectedValueOnce(databaseError('0A000', 'cached plan must not change result type'));

    await expect(client.query('select 1', [])).resolves.toBe('rows');
    expect(query.mock.lastCall?.[0]).toMatchObject({ name: 's2_1' });
  });

  it('has a transaction start anew', async () => {
    const { client, query } = connected();
    await client.query('begin', []);
    query.mockRejectedValueOnce(databaseError('0A000', 'cached plan must not change result type'));

    await expect(client.query('select 1', [])).rejects.toThrow('cached plan');
  });
});

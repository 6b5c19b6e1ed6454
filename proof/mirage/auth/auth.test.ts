import { describe, expect, it } from 'vitest';
import { generateApiKey, hashApiKey } from '#api/auth/api-key.ts';
import { authenticate } from '#api/auth/authenticate.ts';
import { issueApiKey } from '#api/auth/issue-api-key.ts';
import { revokeApiKey } from '#api/auth/revoke-api-key.ts';
import { BACK_OFFICE_SCOPES } from '#api/auth/scopes.ts';
import { mockContext } from '../support/context.ts';
import { mockDb } from '../support/mock-db.ts';
import { NOW, uuid } from '../support/rows.ts';

describe('authenticate', () => {
  const key = generateApiKey();

  it('returns the customer', async () => {
    const { db, query } = mockDb({ id: uuid(1), customer_id: uuid(3), scopes: ['orders:read', 'old:scope'] });

    await expect(authenticate(db, `Bearer ${key}`)).resolves.toEqual({
      kind: 'customer',
      id: `customer:${uuid(3)}`,
      customerId: uuid(3),
      scopes: ['orders:read'],
    });
    expect(query['where']).toHaveBeenCalledWith('key_hash', '=', hashApiKey(key));
    expect(query['where']).toHaveBeenCalledWith('revoked_at', 'is', null);
  });

  it('returns the back office', async () => {
    const { db } = mockDb({ id: uuid(1), customer_id: null, scopes: [] });

    await expect(authenticate(db, `Bearer ${key}`)).resolves.toMatchObject({ kind: 'back_office' });
  });

  it.each([undefined, '', 'Basic abc', 'Bearer', `Bearer ${key}`])('refuses %s', async (header) => {
    await expect(authenticate(mockDb(undefined).db, header)).rejects.toMatchObject({
      slug: 'unauthenticated',
    });
  });
});

describe('issueApiKey', () => {
  it('stores the hash only', async () => {
    const { context, query } = mockContext();

    const key = await issueApiKey(context, { label: 'test', customerId: null, scopes: BACK_OFFICE_SCOPES });

    expect(key).toMatch(/^th_[\w-]{43}$/);
    expect(query['values']).toHaveBeenCalledWith(
      expect.objectContaining({ key_hash: hashApiKey(key), label: 'test', created_at: NOW }),
    );
  });
});

describe('revokeApiKey', () => {
  it.each([
    { rows: 1n, expected: true },
    { rows: 0n, expected: false },
  ])('is $expected when $rows keys were revoked', async ({ rows, expected }) => {
    const { context, query } = mockContext({}, { numUpdatedRows: rows });

    await expect(revokeApiKey(context, 'th_x')).resolves.toBe(expected);
    expect(query['set']).toHaveBeenCalledWith({ revoked_at: NOW });
  });
});

import { describe, expect, it } from 'vitest';
import { claim, finishClaim, forgetClaim, yieldClaim } from '#api/idempotency/claim.ts';
import { fingerprint } from '#api/idempotency/fingerprint.ts';
import { pruneIdempotencyKeys } from '#api/idempotency/prune-idempotency-keys.ts';
import { mockContext } from '../support/context.ts';
import { mockDb } from '../support/mock-db.ts';
import { NOW, uuid } from '../support/rows.ts';

const request = { principal: 'customer:1', key: 'k1', fingerprint: Buffer.from('a') };
const held = { principal: 'customer:1', key: 'k1', resourceId: uuid(50), attempt: 1 };

describe('claim', () => {
  it('claims a new key', async () => {
    const { context, query } = mockContext({}, held);

    await expect(claim(context, request)).resolves.toEqual(held);
    expect(query['values']).toHaveBeenCalledWith({
      ...request,
      resource_id: uuid(101),
      status: 'running',
      locked_until: new Date(NOW.getTime() + 30_000),
      created_at: NOW,
    });
  });

  it('takes over a claim whose lease ran out', async () => {
    const { context } = mockContext({}, undefined, { ...held, attempt: 2 });

    await expect(claim(context, request)).resolves.toMatchObject({ attempt: 2 });
  });

  it('replays the stored answer', async () => {
    const stored = {
      fingerprint: request.fingerprint,
      response_status: 201,
      response_headers: { etag: '"1"' },
      response_body: '{}',
    };
    const { context } = mockContext({}, undefined, undefined, stored);

    await expect(claim(context, request)).resolves.toEqual({
      status: 201,
      headers: { etag: '"1"', 'idempotent-replayed': 'true' },
      body: '{}',
    });
  });

  it('refuses a key that was used for another request', async () => {
    const { context } = mockContext({}, undefined, undefined, { fingerprint: Buffer.from('b') });

    await expect(claim(context, request)).rejects.toMatchObject({ slug: 'idempotency-key-reused' });
  });

  it.each([undefined, { fingerprint: request.fingerprint, response_status: null }])(
    'refuses while the first request runs',
    async (row) => {
      const { context } = mockContext({}, undefined, undefined, row);

      await expect(claim(context, request)).rejects.toMatchObject({ slug: 'idempotency-key-in-progress' });
    },
  );
});

describe('what becomes of a claim', () => {
  const answer = { status: 201, headers: { etag: '"1"' }, body: '{}' };

  it('stores the answer', async () => {
    const { db, query } = mockDb({ numUpdatedRows: 1n });

    await finishClaim(db, held, answer, NOW);

    expect(query['set']).toHaveBeenCalledWith({
      status: 'finished',
      response_status: 201,
      response_headers: '{"etag":"\\"1\\""}',
      response_body: '{}',
      finished_at: NOW,
    });
    expect(query['where']).toHaveBeenCalledWith('attempt', '=', 1);
  });

  it('throws when somebody took the claim over', async () => {
    await expect(finishClaim(mockDb({ numUpdatedRows: 0n }).db, held, answer, NOW)).rejects.toMatchObject({
      slug: 'idempotency-key-in-progress',
    });
  });

  it('forgets it', async () => {
    const { db, query } = mockDb();

    await forgetClaim(db, held);

    expect(query['deleteFrom']).toHaveBeenCalledWith('idempotency_keys');
  });

  it('opens it to the next retry', async () => {
    const { db, query } = mockDb();

    await yieldClaim(db, held, NOW);

    expect(query['set']).toHaveBeenCalledWith({ locked_until: NOW });
  });
});

describe('fingerprint', () => {
  const of = (body: unknown) =>
    fingerprint({ operation: 'x', params: {}, body, ifMatch: undefined }).toString('hex');

  it('does not depend on the order of members', () => {
    expect(of({ a: 1, b: [2] })).toBe(of({ b: [2], a: 1 }));
  });

  it('depends on values', () => {
    expect(of({ a: 1 })).not.toBe(of({ a: 2 }));
  });
});

describe('pruneIdempotencyKeys', () => {
  it('deletes what is older than 72 hours', async () => {
    const { context, query } = mockContext({}, { numDeletedRows: 3n });

    await expect(pruneIdempotencyKeys(context)).resolves.toBe(3);
    expect(query['where']).toHaveBeenCalledWith('finished_at', '<', new Date('2026-02-27T10:00:00.000Z'));
  });
});

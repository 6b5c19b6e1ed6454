import { beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { authenticate } from '#api/auth/authenticate.ts';
import { execute, type Call } from '#api/http/execute.ts';
import { defineOperation, definePublicOperation, type AnyOperation } from '#api/http/operation.ts';
import { claim, finishClaim, forgetClaim, yieldClaim } from '#api/idempotency/claim.ts';
import { problem } from '#api/problems/problem.ts';
import { customer, mockContext, mockLogger } from '../support/context.ts';
import { NOW, uuid } from '../support/rows.ts';

// Mocks are what this exhibit is about: proof/README.md.
vi.mock('#api/auth/authenticate.ts');
vi.mock('#api/idempotency/claim.ts');

const work = vi.fn<() => Promise<unknown>>();
const operation = (overrides: object = {}): AnyOperation =>
  defineOperation({
    id: 'test',
    method: 'post',
    path: '/v1/test',
    summary: 'Test',
    tag: 'test',
    scope: 'orders:write',
    body: z.strictObject({ a: z.int() }),
    responses: { 200: { description: 'ok' } },
    problems: [],
    handle: work as never,
    ...overrides,
  }) as AnyOperation;

const call = (overrides: Partial<Call> = {}): Call => ({
  operation: operation(),
  requestId: uuid(99),
  logger: mockLogger() as never,
  headers: { authorization: 'Bearer th_x', 'idempotency-key': 'k1' },
  params: {},
  query: {},
  body: { a: 1 },
  rawBody: Buffer.alloc(0),
  ...overrides,
});
const held = { principal: customer.id, key: 'k1', resourceId: uuid(50), attempt: 1 };
const { context: deps } = mockContext();

beforeEach(() => {
  vi.mocked(authenticate).mockResolvedValue(customer);
  vi.mocked(claim).mockResolvedValue(held);
  work.mockResolvedValue({ status: 200, body: { ok: true } });
});

describe('execute', () => {
  it('claims the key, works and stores the answer', async () => {
    const answer = await execute(deps, call());

    expect(answer).toEqual({
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: '{"ok":true}',
    });
    expect(claim).toHaveBeenCalledWith(deps, expect.objectContaining({ principal: customer.id, key: 'k1' }));
    expect(finishClaim).toHaveBeenCalledWith(deps.db, held, answer, NOW);
  });

  it('replays a stored answer', async () => {
    const stored = { status: 200, headers: {}, body: 'again' };
    vi.mocked(claim).mockResolvedValue(stored);

    await expect(execute(deps, call())).resolves.toEqual(stored);
    expect(work).not.toHaveBeenCalled();
  });

  it('stores the answer in the transaction of the work', async () => {
    const commits = (_input: unknown, context: { commit(w: () => Promise<unknown>): Promise<unknown> }) =>
      context.commit(async () => ({ status: 200 }));

    await execute(deps, call({ operation: operation({ handle: commits }) }));

    expect(finishClaim).toHaveBeenCalledOnce();
  });

  it.each([
    { slug: 'invalid-state-transition', what: finishClaim },
    { slug: 'order-not-found', what: forgetClaim },
    { slug: 'dependency-unavailable', what: yieldClaim },
  ] as const)('settles the claim when the work refuses with $slug', async ({ slug, what }) => {
    work.mockRejectedValue(problem(slug, { detail: 'Refused.' }));

    await expect(execute(deps, call())).rejects.toMatchObject({ slug });
    expect(what).toHaveBeenCalledOnce();
  });

  it('keeps a committed claim when something fails afterwards', async () => {
    const failsLate = async (
      _input: unknown,
      context: { commit(w: () => Promise<unknown>): Promise<unknown> },
    ) => {
      await context.commit(async () => ({ status: 200 }));
      throw new Error('late');
    };

    await expect(execute(deps, call({ operation: operation({ handle: failsLate }) }))).rejects.toThrow(
      'Nothing is wrong with your request',
    );
    expect(yieldClaim).not.toHaveBeenCalled();
  });

  it('needs no key for a read', async () => {
    const read = operation({ method: 'get', body: undefined });

    await expect(execute(deps, call({ operation: read, headers: {} }))).resolves.toMatchObject({
      status: 200,
    });
    expect(claim).not.toHaveBeenCalled();
  });

  it('needs no key for a put', async () => {
    await execute(deps, call({ operation: operation({ method: 'put' }), headers: {} }));

    expect(claim).not.toHaveBeenCalled();
  });

  it.each([undefined, '', 'with space'])('refuses the Idempotency-Key %j of a post', async (key) => {
    const headers = { ...(key !== undefined && { 'idempotency-key': key }) };

    await expect(execute(deps, call({ headers }))).rejects.toMatchObject({ slug: 'idempotency-key-missing' });
  });

  it('refuses a caller without the scope', async () => {
    vi.mocked(authenticate).mockResolvedValue({ ...customer, scopes: [] });

    await expect(execute(deps, call())).rejects.toMatchObject({ slug: 'forbidden' });
  });

  it('refuses an invalid body', async () => {
    await expect(execute(deps, call({ body: { a: 'x' } }))).rejects.toMatchObject({
      slug: 'validation-failed',
      extra: { errors: [{ pointer: '/body/a', code: 'invalid_type' }] },
    });
  });

  it('asks nobody who they are for a public operation', async () => {
    const handle = vi.fn<(input: { header(name: string): unknown }) => Promise<unknown>>();
    handle.mockImplementation(async (input) => ({ status: 200, body: input.header('x-many') }));
    const open = definePublicOperation({
      id: 'open',
      method: 'get',
      path: '/open',
      summary: 'Open',
      tag: 'test',
      responses: { 200: { description: 'ok' } },
      problems: [],
      handle: handle as never,
    }) as AnyOperation;

    await expect(
      execute(deps, call({ operation: open, headers: { 'x-many': ['a', 'b'] } })),
    ).resolves.toMatchObject({
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      body: 'a, b',
    });
    expect(authenticate).not.toHaveBeenCalled();
  });
});

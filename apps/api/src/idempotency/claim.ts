import type { Kysely, Transaction } from 'kysely';
import type { Database } from '../db/schema.ts';
import type { Dependencies } from '../dependencies.ts';
import type { Rendered } from '../http/render.ts';
import { problem, type Problem } from '../problems/problem.ts';

/** The right to execute a request. `attempt` fences off a slow holder whose lease somebody took over. */
export type Claim = {
  readonly principal: string;
  readonly key: string;
  readonly resourceId: string;
  readonly attempt: number;
};

type Request = { readonly principal: string; readonly key: string; readonly fingerprint: Buffer };
type Needs = Pick<Dependencies, 'db' | 'clock' | 'ids' | 'config'>;

/**
 * Claims the key, or returns the answer that was stored under it. Throws 422 when the key belongs to
 * another request and 409 while the request runs elsewhere. A claim whose lease ran out is taken over
 * with the same resource id, so the retry of a crashed request goes on where it stopped.
 */
export async function claim(needs: Needs, request: Request): Promise<Claim | Rendered> {
  const now = needs.clock.now();
  const lockedUntil = new Date(now.getTime() + needs.config.idempotencyLeaseMs);
  const inserted = await needs.db
    .insertInto('idempotency_keys')
    .values({
      ...request,
      resource_id: needs.ids.next(),
      status: 'running',
      locked_until: lockedUntil,
      created_at: now,
    })
    .onConflict((conflict) => conflict.columns(['principal', 'key']).doNothing())
    .returning(['principal', 'key', 'resource_id as resourceId', 'attempt'])
    .executeTakeFirst();
  return inserted ?? (await takeOverOrReplay(needs.db, request, now, lockedUntil));
}

async function takeOverOrReplay(db: Kysely<Database>, request: Request, now: Date, lockedUntil: Date) {
  const taken = await db
    .updateTable('idempotency_keys')
    .set((row) => ({ locked_until: lockedUntil, attempt: row('attempt', '+', 1) }))
    .where('principal', '=', request.principal)
    .where('key', '=', request.key)
    .where('fingerprint', '=', request.fingerprint)
    .where('status', '=', 'running')
    .where('locked_until', '<=', now)
    .returning(['principal', 'key', 'resource_id as resourceId', 'attempt'])
    .executeTakeFirst();
  if (taken !== undefined) return taken;

  const existing = await db
    .selectFrom('idempotency_keys')
    .selectAll()
    .where('principal', '=', request.principal)
    .where('key', '=', request.key)
    .executeTakeFirst();
  if (existing !== undefined && !existing.fingerprint.equals(request.fingerprint)) {
    throw problem('idempotency-key-reused', { detail: 'Use a new Idempotency-Key for a different request.' });
  }
  if (existing === undefined || existing.response_status === null) {
    throw stillRunning();
  }
  return {
    status: existing.response_status,
    headers: { ...existing.response_headers, 'idempotent-replayed': 'true' },
    body: existing.response_body,
  };
}

/** Stores the answer. Inside the transaction of the work, so that both are committed or neither. */
export async function finishClaim(
  db: Kysely<Database> | Transaction<Database>,
  held: Claim,
  answer: Rendered,
  now: Date,
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('idempotency_keys')
    .set({
      status: 'finished',
      response_status: answer.status,
      response_headers: JSON.stringify(answer.headers),
      response_body: answer.body,
      finished_at: now,
    })
    .where('principal', '=', held.principal)
    .where('key', '=', held.key)
    .where('status', '=', 'running')
    .where('attempt', '=', held.attempt)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw stillRunning();
}

const stillRunning = (): Problem =>
  problem('idempotency-key-in-progress', {
    detail: 'The first request with this key has not finished. Ask again shortly for its answer.',
    headers: { 'Retry-After': '1' },
  });

/** Forgets a claim whose request was refused before any work: the key may be used again, even changed. */
export async function forgetClaim(db: Kysely<Database>, held: Claim): Promise<void> {
  await db
    .deleteFrom('idempotency_keys')
    .where('principal', '=', held.principal)
    .where('key', '=', held.key)
    .where('status', '=', 'running')
    .where('attempt', '=', held.attempt)
    .execute();
}

/** Lets the next retry take over at once, with the same resource id: the outcome is not known yet. */
export async function yieldClaim(db: Kysely<Database>, held: Claim, now: Date): Promise<void> {
  await db
    .updateTable('idempotency_keys')
    .set({ locked_until: now })
    .where('principal', '=', held.principal)
    .where('key', '=', held.key)
    .where('status', '=', 'running')
    .where('attempt', '=', held.attempt)
    .execute();
}

import type { Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';
import { problem } from '../problems/problem.ts';
import { hashApiKey } from './api-key.ts';
import type { Principal } from './principal.ts';
import { isScope } from './scopes.ts';

const unauthenticated = () =>
  problem('unauthenticated', {
    detail: 'Send a valid key: "Authorization: Bearer th_…".',
    headers: { 'WWW-Authenticate': 'Bearer realm="topheavy"' },
  });

/** Who holds this key. Unknown, revoked and malformed keys are not told apart. */
export async function authenticate(
  db: Kysely<Database>,
  authorization: string | undefined,
): Promise<Principal> {
  const key = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
  if (key === undefined) throw unauthenticated();
  const row = await db
    .selectFrom('api_keys')
    .select(['id', 'customer_id', 'scopes'])
    .where('key_hash', '=', hashApiKey(key))
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) throw unauthenticated();
  const scopes = row.scopes.filter(isScope);
  return row.customer_id === null
    ? { kind: 'back_office', id: `key:${row.id}`, scopes }
    : { kind: 'customer', id: `customer:${row.customer_id}`, customerId: row.customer_id, scopes };
}

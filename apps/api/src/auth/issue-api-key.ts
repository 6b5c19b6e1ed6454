import type { Dependencies } from '../dependencies.ts';
import { generateApiKey, hashApiKey } from './api-key.ts';
import type { Scope } from './scopes.ts';

/** Stores a new key's hash and returns the key, which cannot be read again. No customer: back office. */
export async function issueApiKey(
  { db, clock, ids }: Pick<Dependencies, 'db' | 'clock' | 'ids'>,
  request: { label: string; customerId: string | null; scopes: readonly Scope[] },
): Promise<string> {
  const key = generateApiKey();
  await db
    .insertInto('api_keys')
    .values({
      id: ids.next(),
      key_hash: hashApiKey(key),
      label: request.label,
      customer_id: request.customerId,
      scopes: [...request.scopes],
      created_at: clock.now(),
    })
    .execute();
  return key;
}

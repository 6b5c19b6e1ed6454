import type { Dependencies } from '../dependencies.ts';
import { hashApiKey } from './api-key.ts';

/** The key opens nothing from now on. Says whether there was such a key. */
export async function revokeApiKey(
  { db, clock }: Pick<Dependencies, 'db' | 'clock'>,
  key: string,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('api_keys')
    .set({ revoked_at: clock.now() })
    .where('key_hash', '=', hashApiKey(key))
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

import type { Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';

/** Spares a repeated delivery the question to the provider; `receiveOnce` decides. */
export async function wasReceived(
  db: Kysely<Database>,
  event: { readonly provider: string; readonly id: string },
): Promise<boolean> {
  const row = await db
    .selectFrom('inbox')
    .select('event_id')
    .where('provider', '=', event.provider)
    .where('event_id', '=', event.id)
    .executeTakeFirst();
  return row !== undefined;
}

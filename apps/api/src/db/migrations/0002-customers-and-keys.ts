import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table customers (
      id uuid primary key,
      email text not null,
      name text not null,
      created_at timestamptz(3) not null
    )`.execute(db);

  // Only the SHA-256 of a key is stored. A key without a customer belongs to the back office.
  await sql`
    create table api_keys (
      id uuid primary key,
      key_hash bytea not null unique check (length(key_hash) = 32),
      label text not null,
      customer_id uuid references customers,
      scopes text[] not null,
      created_at timestamptz(3) not null,
      revoked_at timestamptz(3)
    )`.execute(db);
}

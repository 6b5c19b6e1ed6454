import { createDatabase, createPool, migrate, migrations } from '@topheavy/api';
import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { ensureTemplate, installReset, openClient, type PostgresAddress } from '../postgres/index.ts';

/** The template of the shop's database on this server, built when it is not there. */
export const ensureShopTemplate = async (
  server: PostgresAddress,
  locale: string | null = null,
): Promise<string> =>
  ensureTemplate(server, { inputs: [await migrationSources()], build: buildTemplate, locale });

async function buildTemplate(url: string): Promise<void> {
  const db = createDatabase(
    createPool({ url, poolSize: 1, acquireTimeoutMs: 5000, statementTimeoutMs: 30_000 }),
  );
  await migrate(db);
  await db.destroy();
  const client = await openClient(url);
  await installReset(client);
  await client.end();
}

/** The template is named by what decides its content: every migration's text. */
async function migrationSources(): Promise<string> {
  const folder = path.join(
    path.dirname(createRequire(import.meta.url).resolve('@topheavy/api')),
    'db/migrations',
  );
  const hash = createHash('sha256').update(Object.keys(migrations).join());
  for (const file of (await readdir(folder)).toSorted()) hash.update(await readFile(path.join(folder, file)));
  return hash.digest('hex');
}

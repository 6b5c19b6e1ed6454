import { createDatabase, createPool, migrate, migrations } from '@topheavy/api/database';
import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Client } from 'pg';
import { generateHistory, HISTORY } from '../lived-in/generate-history.ts';
import { ensureTemplate, installReset, withClient, type PostgresAddress } from '../postgres/index.ts';

/** The template of the shop's database on this server, built when it is not there. */
export const ensureShopTemplate = async (
  server: PostgresAddress,
  locale: string | null = null,
): Promise<string> =>
  ensureTemplate(server, {
    inputs: [await migrationSources()],
    build: (url) => build(url, async () => {}),
    locale,
  });

/** The template of a shop with a past, likewise; says how long the past took. */
export const ensureLivedInTemplate = async (
  server: PostgresAddress,
  locale: string | null = null,
): Promise<string> =>
  ensureTemplate(server, {
    locale,
    inputs: [await migrationSources(), await historySources(), JSON.stringify(HISTORY)],
    build: (url) =>
      build(url, async (client) => {
        const startedAt = performance.now();
        await generateHistory(client, HISTORY);
        const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
        process.stdout.write(`\n A history of ${HISTORY.orders} orders generated in ${seconds} s\n`);
      }),
  });

async function build(url: string, fill: (client: Client) => Promise<void>): Promise<void> {
  const db = createDatabase(
    createPool({ url, poolSize: 1, acquireTimeoutMs: 5000, statementTimeoutMs: 30_000 }),
  );
  await migrate(db);
  await db.destroy();
  await withClient(url, async (client) => {
    await fill(client);
    await installReset(client);
  });
}

/** A template is named by what decides its content: every migration's text. */
const migrationSources = async (): Promise<string> =>
  `${Object.keys(migrations).join()} ${await sourcesOf(
    path.join(path.dirname(createRequire(import.meta.url).resolve('@topheavy/api')), 'db/migrations'),
  )}`;

const historySources = (): Promise<string> =>
  sourcesOf(path.resolve(import.meta.dirname, '../lived-in/history'));

async function sourcesOf(folder: string): Promise<string> {
  const hash = createHash('sha256');
  for (const file of (await readdir(folder)).toSorted()) hash.update(await readFile(path.join(folder, file)));
  return hash.digest('hex');
}

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { Client } from 'pg';
import { withClient } from '../open-client.ts';
import type { PostgresAddress } from '../postgres-server.ts';
import { runDatabaseName, urlOfDatabase } from './database-names.ts';

export type TemplateOptions = {
  /** All that decides what the template holds: migrations, seed. The server's version is added. */
  inputs: readonly string[];
  /** Fills an empty database, and closes its connections to it. */
  build: (url: string) => Promise<void>;
  /** Sorts and changes case as this language does; the same on every machine when left out. */
  locale?: string | null;
};

/**
 * The name of the template database for these inputs, built now if nobody has. Safe when several
 * processes ask at once: one builds, the others wait. It is built under another name and renamed
 * when complete, so what a killed builder leaves is never used.
 * @throws what `build` throws, after dropping what it made
 */
export async function ensureTemplate(
  server: PostgresAddress,
  { inputs, build, locale = null }: TemplateOptions,
): Promise<string> {
  const template = templateName([
    server.version,
    resetSource(),
    ...(locale === null ? [] : [locale]),
    ...inputs,
  ]);
  await withClient(server.url, async (client) => {
    if (await exists(client, template)) return;
    await client.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [template]);
    if (await exists(client, template)) return;
    await buildTemplate(client, server, template, { build, locale });
  });
  return template;
}

async function buildTemplate(
  client: Client,
  server: PostgresAddress,
  template: string,
  { build, locale = null }: Omit<TemplateOptions, 'inputs'>,
): Promise<void> {
  const name = runDatabaseName(server.run, `building_${template.slice(-8)}`);
  const unfinished = client.escapeIdentifier(name);
  // Under the lock of this template, whoever began it in this run is dead.
  await dropUnfinished(client, name);
  await client.query(
    `CREATE DATABASE ${unfinished} TEMPLATE template0 ENCODING 'UTF8' ${localeOf(server.version, locale)}`,
  );
  try {
    await build(urlOfDatabase(server.url, name));
    await client.query(`ALTER DATABASE ${unfinished} ALLOW_CONNECTIONS false IS_TEMPLATE true`);
    await client.query(`ALTER DATABASE ${unfinished} RENAME TO ${client.escapeIdentifier(template)}`);
  } catch (error) {
    await dropUnfinished(client, name);
    throw error;
  }
}

async function dropUnfinished(client: Client, name: string): Promise<void> {
  if (!(await exists(client, name))) return;
  const unfinished = client.escapeIdentifier(name);
  await client.query(`ALTER DATABASE ${unfinished} IS_TEMPLATE false`);
  await client.query(`DROP DATABASE ${unfinished} WITH (FORCE)`);
}

/** Text sorts by code point and knows Unicode's upper and lower case, on every server alike (builtin: from 17). */
function localeOf(version: string, locale: string | null): string {
  if (locale !== null) return `LC_COLLATE 'C' LC_CTYPE 'C' LOCALE_PROVIDER icu ICU_LOCALE '${locale}'`;
  return Number.parseInt(version, 10) >= 17
    ? "LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'"
    : "LC_COLLATE 'C' LC_CTYPE 'C'";
}

function templateName(inputs: readonly string[]): string {
  return `topheavy_template_${createHash('sha256').update(JSON.stringify(inputs)).digest('hex').slice(0, 16)}`;
}

/** installReset is part of most templates; without its source a changed one would meet an old template. */
function resetSource(): string {
  const folder = new URL('../reset/', import.meta.url);
  return readdirSync(folder)
    .toSorted()
    .map((file) => readFileSync(new URL(file, folder), 'utf8'))
    .join('\n');
}

async function exists(client: Client, database: string): Promise<boolean> {
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [database]);
  return rowCount === 1;
}

import { createDatabase, createPool, migrate, migrations } from '@topheavy/api';
import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { readTarget } from '../world/target.ts';
import { cloneDatabase, ensureTemplate, installReset, openClient, startPostgres } from '../postgres/index.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** One database for each worker, by pool id from 1. */
    databaseUrls: readonly string[];
  }
}

/** Starts Postgres, builds the template if its inputs changed, and clones it once for each worker. */
// oxlint-disable-next-line import/no-default-export -- vitest loads a global setup by its default export
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const target = readTarget();
  if (target.kind === 'url') {
    project.provide('databaseUrls', [target.databaseUrl]);
    return async () => {};
  }
  const startedAt = performance.now();
  const server = await startPostgres();
  try {
    const template = await ensureTemplate(server, {
      inputs: [await migrationSources()],
      build: buildTemplate,
    });
    const workers = project.globalConfig.maxWorkers;
    const databaseUrls: string[] = [];
    for (let id = 1; id <= workers; id += 1)
      databaseUrls.push(await cloneDatabase(server, template, `w${id}`));
    project.provide('databaseUrls', databaseUrls);
    const ms = Math.round(performance.now() - startedAt);
    process.stdout.write(`\n ${server.description}: ${workers} databases ready in ${ms} ms\n`);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return server.stop;
}

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

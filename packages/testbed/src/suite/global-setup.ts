import type { TestProject } from 'vitest/node';
import { readTarget } from '../world/target.ts';
import { cloneDatabase, startPostgres } from '../postgres/index.ts';
import { ensureShopTemplate } from './shop-template.ts';
import { applySurroundings, describeSurroundings, readSurroundings } from './surroundings.ts';

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
    const surroundings = readSurroundings();
    const template = await ensureShopTemplate(server, surroundings.locale);
    const workers = project.globalConfig.maxWorkers;
    const databaseUrls: string[] = [];
    for (let id = 1; id <= workers; id += 1)
      databaseUrls.push(await cloneDatabase(server, template, `w${id}`));
    for (const url of databaseUrls) await applySurroundings(url, surroundings);
    const where = await describeSurroundings(databaseUrls[0] ?? server.url, surroundings);
    project.provide('databaseUrls', databaseUrls);
    const ms = Math.round(performance.now() - startedAt);
    process.stdout.write(`\n ${server.description}: ${workers} databases ready in ${ms} ms\n`);
    if (where !== null) process.stdout.write(` ${where}\n`);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return server.stop;
}

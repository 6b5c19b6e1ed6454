import type { TestProject } from 'vitest/node';
import { assertInvariants } from '../invariants/assert-invariants.ts';
import { isLivedIn } from '../lived-in/is-lived-in.ts';
import { watchChanges } from '../lived-in/watch-changes.ts';
import { cloneDatabase, startPostgres, withClient } from '../postgres/index.ts';
import { readTarget } from '../world/target.ts';
import { NO_HISTORY } from '../world/history-urls.ts';
import { readIsolation } from './isolation.ts';
import { ensureLivedInTemplate, ensureShopTemplate } from './shop-template.ts';
import { noteTimes } from './times.ts';
import { applySurroundings, describeSurroundings, readSurroundings } from './surroundings.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** One database for each worker, by pool id from 1. */
    databaseUrls: readonly string[];
    /** What each of them is a clone of, and the server's own database; null at a target URL. */
    template: { readonly name: string; readonly serverUrl: string } | null;
    /**
     * With `--lived-in` two databases with the same history, which no other test works in: one to look at, and one
     * for jobs that change it. Else empty.
     */
    historyUrls: { readonly kept: string; readonly worked: string };
  }
}

/** Starts Postgres, builds the template if its inputs changed, and clones it once for each worker. */
// oxlint-disable-next-line import/no-default-export -- vitest loads a global setup by its default export
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const target = readTarget();
  if (target.kind === 'url') {
    project.provide('databaseUrls', [target.databaseUrl]);
    project.provide('historyUrls', NO_HISTORY);
    project.provide('template', null);
    return async () => {};
  }
  if (readIsolation() === 'server-per-file') {
    project.provide('databaseUrls', []);
    project.provide('historyUrls', NO_HISTORY);
    project.provide('template', null);
    return async () => {};
  }
  const startedAt = performance.now();
  const server = await startPostgres();
  const serverAt = performance.now();
  const databaseUrls: string[] = [];
  try {
    const surroundings = readSurroundings();
    const { locale } = surroundings;
    const template = await (isLivedIn()
      ? ensureLivedInTemplate(server, locale)
      : ensureShopTemplate(server, locale));
    const templateAt = performance.now();
    const workers = project.globalConfig.maxWorkers;
    for (let id = 1; id <= workers; id += 1)
      databaseUrls.push(await cloneDatabase(server, template, `w${id}`));
    for (const url of databaseUrls) await applySurroundings(url, surroundings);
    const where = await describeSurroundings(databaseUrls[0] ?? server.url, surroundings);
    project.provide('databaseUrls', databaseUrls);
    project.provide('template', { name: template, serverUrl: server.url });
    project.provide(
      'historyUrls',
      isLivedIn()
        ? {
            kept: await cloneDatabase(server, template, 'history'),
            worked: await cloneDatabase(server, template, 'unfinished'),
          }
        : NO_HISTORY,
    );
    if (isLivedIn()) for (const url of databaseUrls) await withClient(url, watchChanges);
    const readyAt = performance.now();
    noteTimes('setup', {
      serverMs: serverAt - startedAt,
      templateMs: templateAt - serverAt,
      databasesMs: readyAt - templateAt,
    });
    const ms = Math.round(readyAt - startedAt);
    process.stdout.write(`\n ${server.description}: ${workers} databases ready in ${ms} ms\n`);
    if (where !== null) process.stdout.write(` ${where}\n`);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return async () => {
    const endedAt = performance.now();
    try {
      // After each test what it touched was checked: here is the rest.
      if (isLivedIn())
        for (const url of databaseUrls) await withClient(url, (client) => assertInvariants(client));
    } finally {
      await server.stop();
      noteTimes('teardown', { teardownMs: performance.now() - endedAt });
    }
  };
}

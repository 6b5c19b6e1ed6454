import { test as base } from 'vitest';
import { openClient } from '../open-client.ts';
import { startPostgres } from '../start-postgres.ts';

/**
 * For tests of the testbed's own Postgres: `server` is one that each worker starts for itself and
 * no other suite uses; `foreign` is the URL of a database on it as if somebody else ran that server.
 */
export const test = base
  // Vitest reads from the pattern which fixtures this one needs: none.
  // oxlint-disable-next-line no-empty-pattern
  .extend('server', { scope: 'worker' }, async ({}, { onCleanup }) => {
    const server = await startPostgres({ source: 'embedded' });
    onCleanup(server.stop);
    return server;
  })
  .extend('foreign', async ({ server }, { onCleanup }) => {
    const admin = await openClient(server.url);
    await admin.query('CREATE DATABASE foreign_test');
    onCleanup(async () => {
      await admin.query('DROP DATABASE foreign_test WITH (FORCE)');
      await admin.end();
    });
    const url = new URL(server.url);
    url.pathname = '/foreign_test';
    return url.href;
  });

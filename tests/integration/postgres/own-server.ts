import {
  cloneDatabase,
  dropDatabase,
  ensureTemplate,
  installReset,
  openClient,
  startPostgres,
} from '@topheavy/testbed/postgres';
import { test as base } from 'vitest';
import { smallShop } from './small-shop.ts';

/**
 * Tests of the testbed itself: each worker starts one Postgres that no other suite uses.
 * `foreign` is the URL of a database on it as if somebody else ran that server; `database` is a
 * client on a fresh clone of a small shop with the reset installed.
 */
export const test = base
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
  })
  .extend('url', async ({ server }, { onCleanup }) => {
    const template = await ensureTemplate(server, {
      inputs: [smallShop],
      build: async (url) => {
        const client = await openClient(url);
        await client.query(smallShop);
        await installReset(client, { reference: ['currencies'] });
        await client.end();
      },
    });
    onCleanup(() => dropDatabase(server, 'small_shop'));
    return await cloneDatabase(server, template, 'small_shop');
  })
  .extend('database', async ({ url }, { onCleanup }) => {
    const client = await openClient(url);
    onCleanup(() => client.end());
    return client;
  });

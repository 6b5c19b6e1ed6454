import {
  cloneDatabase,
  dropDatabase,
  ensureTemplate,
  installReset,
  openClient,
} from '@topheavy/testbed/postgres';
import { test as serverTest } from '@topheavy/testbed/postgres/testing';
import { smallShop } from './small-shop.ts';

/** `database` is a client on a fresh clone of a small shop with the reset installed, at `url`. */
export const test = serverTest
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

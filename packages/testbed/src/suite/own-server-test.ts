import { test as base } from 'vitest';
import { createShop, type Shop } from '../shop/shop.ts';
import { openSmallDisk, type SmallDisk } from '../world/small-disk.ts';
import { assertNothingLeft } from './assert-nothing-left.ts';
import { startOwnServer, type OwnServer } from './own-server.ts';
import { startWorkerOn } from './test.ts';

type Fixtures = { readonly server: OwnServer; readonly shop: Shop };

/**
 * `test` for those who end, crash or starve Postgres: the same shop, on a server that belongs to the file.
 * After each test the server runs again and the books are checked.
 */
export const testOnOwnServer = base.extend<Fixtures>({
  server: [
    // oxlint-disable-next-line no-empty-pattern -- vitest reads from the pattern what a fixture needs
    async ({}, use) => {
      const server = await startOwnServer();
      await use(server);
      await server.stop();
    },
    { scope: 'file' },
  ],
  shop: async ({ server, task }, use) => {
    await server.up();
    const { world, contract, open } = await startWorkerOn(server.databaseUrl, { kind: 'in-process' });
    const { staff, arrangements } = await open();

    await use(createShop(world, contract, staff, arrangements));

    await server.up();
    await world.stopOpened();
    task.meta.covered = contract.takeCovered();
    await assertNothingLeft(world);
    await world.stop();
  },
});

/** A cluster takes 40 MB, a database 8 MB, and the log of what a test does a few more. */
const SMALL_MB = 96;

/** The same on a disk that the test can fill. */
export const testOnSmallDisk = testOnOwnServer.extend<
  Pick<Fixtures, 'server'> & { readonly disk: SmallDisk }
>({
  disk: [
    // oxlint-disable-next-line no-empty-pattern -- as above
    async ({}, use) => {
      const disk = await openSmallDisk(SMALL_MB);
      await use(disk);
      await disk.stop();
    },
    { scope: 'file' },
  ],
  server: [
    async ({ disk }, use) => {
      const server = await startOwnServer(disk.folder);
      await use(server);
      await server.stop();
    },
    { scope: 'file' },
  ],
});

import { beforeRenewal } from '@topheavy/affected/renewal';
import { inject, test as base } from 'vitest';
import { readContract, type Contract } from '../http/contract.ts';
import { resetDatabase } from '../postgres/index.ts';
import { createShop, openShop, type Shop, type Staff } from '../shop/shop.ts';
import { createArrangements, type Arrangements } from '../world/arrangements.ts';
import { readTarget, type Target } from '../world/target.ts';
import { startWorld, type World } from '../world/world.ts';
import { assertNothingLeft } from './assert-nothing-left.ts';
import { leaksSince, takeCensus, type Census } from './leaks.ts';

declare module 'vitest' {
  interface TaskMeta {
    /** `operationId status` pairs that the test saw: the API coverage table is made of them. */
    covered?: readonly string[];
  }
}

export type Worker = {
  readonly world: World;
  readonly contract: Contract;
  readonly staff: Staff;
  readonly arrangements: Arrangements;
};

let worker: Promise<Worker> | undefined;
/** What there was after the first test of this worker. */
let census: Census | undefined;

// The watch takes up changed code in the same process: the API that runs the old code ends first.
beforeRenewal(import.meta.url, async () => (await worker)?.world.stop());

function startWorker(): Promise<Worker> {
  const url = inject('databaseUrls')[Number(process.env['VITEST_POOL_ID']) - 1];
  if (url === undefined) throw new Error(`There is no database for worker ${process.env['VITEST_POOL_ID']}.`);
  return startWorkerOn(url, readTarget());
}

/** All that tests need, on a database that is the shop's own. */
export async function startWorkerOn(databaseUrl: string, target: Target): Promise<Worker> {
  const world = await startWorld(databaseUrl, target);
  const contract = await readContract(world.api.http);
  await resetDatabase(world.resetClient);
  await world.fakes.control.reset();
  const staff = await openShop(world);
  return { world, contract, staff, arrangements: await createArrangements(world, contract) };
}

/** `test` with the one fixture that there is: a shop just opened, whose books are checked at the end. */
export const test = base.extend<{ shop: Shop; leaks: void }>({
  leaks: [
    // oxlint-disable-next-line no-empty-pattern -- vitest reads from the pattern what a fixture needs
    async ({}, use) => {
      await use();
      if (worker === undefined || census === undefined) return;
      const leaks = await leaksSince(census, (await worker).world);
      if (leaks.length > 0) throw new Error(`This file left behind: ${leaks.join(', ')}.`);
    },
    { scope: 'file', auto: true },
  ],
  shop: async ({ task }, use) => {
    const { world, contract, staff, arrangements } = await (worker ??= startWorker());
    await arrangements.open();
    world.clock.setOffsetMs(0);
    world.logs.clear();
    contract.takeCovered();

    await use(createShop(world, contract, staff, arrangements));

    await world.stopOpened();
    task.meta.covered = contract.takeCovered();
    await assertNothingLeft(world);
    census ??= await takeCensus(world);
  },
});

import { credit, recorded, type Making } from '@topheavy/affected/memo';
import { beforeRenewal } from '@topheavy/affected/renewal';
import { inject, test as base } from 'vitest';
import { readContract, type Contract } from '../http/contract.ts';
import { isLivedIn } from '../lived-in/is-lived-in.ts';
import { openLivedIn, type Opened } from '../lived-in/open-lived-in.ts';
import { resetDatabase } from '../postgres/index.ts';
import { createShop, type Shop } from '../shop/shop.ts';
import { hireStaff, prepareProviders } from '../shop/staff.ts';
import { createArrangements } from '../world/arrangements.ts';
import { readTarget, type Target } from '../world/target.ts';
import { NO_HISTORY } from '../world/history-urls.ts';
import { startWorld, type World } from '../world/world.ts';
import { assertNothingLeft } from './assert-nothing-left.ts';
import { isolate, readIsolation } from './isolation.ts';
import { countWork, noteTimes } from './times.ts';
import { startOwnServer } from './own-server.ts';
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
  /** What the next test starts with. */
  readonly open: () => Promise<Opened>;
};

/** Where each file has one: `ISOLATION=server-per-file`. */
let server: Promise<Awaited<ReturnType<typeof startOwnServer>>> | undefined;
let worker: Promise<{ readonly value: Worker; readonly making: Making }> | undefined;
/** What `pnpm bench suite` wants to know of this worker. */
const work = { startMs: 0, requests: 0, statements: 0, answeringMs: 0 };
/** What there was after the first test of this worker. */
let census: Census | undefined;

// The watch takes up changed code in the same process: the API that runs the old code ends first.
beforeRenewal(import.meta.url, async () => (await worker)?.value.world.stop());

/** What the tests of this process share. It is started for the first that needs it. */
export const sharedWorker = () => (worker ??= recorded(startWorker));

async function startWorker(): Promise<Worker> {
  if (readIsolation() === 'server-per-file') {
    const { databaseUrl } = await (server ??= startOwnServer());
    return startWorkerOn(databaseUrl, readTarget());
  }
  const url = inject('databaseUrls')[Number(process.env['VITEST_POOL_ID']) - 1];
  if (url === undefined) throw new Error(`There is no database for worker ${process.env['VITEST_POOL_ID']}.`);
  return startWorkerOn(url, readTarget(), inject('historyUrls'));
}

/** All that tests need, on a database that is the shop's own. */
export async function startWorkerOn(
  databaseUrl: string,
  target: Target,
  historyUrls = NO_HISTORY,
): Promise<Worker> {
  const startedAt = performance.now();
  const world = await startWorld(databaseUrl, target, historyUrls);
  countWork(world, work);
  const contract = await readContract(world.api.http);
  const open = await (isLivedIn() ? openLivedIn(world) : openEmpty(world, contract));
  work.startMs = performance.now() - startedAt;
  return { world, contract, open };
}

/** A shop with nothing in it, to which every test goes back. */
async function openEmpty(world: World, contract: Contract): Promise<() => Promise<Opened>> {
  await resetDatabase(world.resetClient);
  await world.fakes.control.reset();
  const staff = await hireStaff(world);
  await prepareProviders(world);
  const arrangements = await createArrangements(world, contract);
  const prepare = await isolate(world, readIsolation());
  return async () => {
    await prepare();
    await arrangements.open();
    return { staff, arrangements };
  };
}

/** `test` with the one fixture that there is: a shop just opened, whose books are checked at the end. */
export const test = base.extend<{ shop: Shop; leaks: void }>({
  leaks: [
    // oxlint-disable-next-line no-empty-pattern -- vitest reads from the pattern what a fixture needs
    async ({}, use) => {
      await use();
      noteTimes(`worker-${process.pid}`, work);
      if (worker === undefined || census === undefined) return;
      const leaks = await leaksSince(census, (await worker).value.world);
      if (leaks.length > 0) throw new Error(`This file left behind: ${leaks.join(', ')}.`);
      if (server === undefined) return;
      await (await worker).value.world.stop();
      await (await server).stop();
      [server, worker, census] = [undefined, undefined, undefined];
    },
    { scope: 'file', auto: true },
  ],
  shop: async ({ task }, use) => {
    const { value, making } = await sharedWorker();
    credit(making);
    const { world, contract, open } = value;
    const { staff, arrangements } = await open();
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

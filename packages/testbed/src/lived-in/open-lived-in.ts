import type { Arrangements } from '../world/arrangements.ts';
import { hireStaff, prepareProviders, type Staff } from '../shop/staff.ts';
import type { World } from '../world/world.ts';
import { closeTheDay } from './close-the-day.ts';
import { madeAnew } from './made-anew.ts';

/** What a test starts with. */
export type Opened = { readonly staff: Staff; readonly arrangements: Arrangements };

/**
 * Opens a shop with a past, again before each test: with a customer and a back office of its own, in the rows of all
 * tests before. The providers start anew, as the shop's answers depend on what they remember of each payment, but never
 * hand out an id that the shop has seen.
 */
export async function openLivedIn(world: World): Promise<() => Promise<Opened>> {
  const { database, fakes } = world;
  await fakes.control.reset();
  await prepareProviders(world);
  const saved = await fakes.control.save();
  const open = async (): Promise<void> => {
    await Promise.all([closeTheDay(database), fakes.control.restore(saved, { newIds: true })]);
  };
  const arrangements = madeAnew(open);
  return async () => {
    await open();
    return { staff: await hireStaff(world), arrangements };
  };
}

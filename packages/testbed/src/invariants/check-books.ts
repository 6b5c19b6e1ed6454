import { isLivedIn } from '../lived-in/is-lived-in.ts';
import { touched } from '../lived-in/watch-changes.ts';
import type { Queryable } from '../postgres/index.ts';
import { assertInvariants } from './assert-invariants.ts';

/** Orders. The check of a part is planned for a few. */
const MANY = 1000;

/**
 * Checks the books as after every test. In a shop with a past that is what the test touched, which takes milliseconds
 * where all of it takes a second; all of it is checked at the end of the run.
 */
export async function checkBooks(database: Queryable): Promise<void> {
  const part = isLivedIn() ? await touched(database) : undefined;
  await assertInvariants(database, part === undefined || part.orders.length > MANY ? undefined : part);
}

import { problem, type Problem } from '../problems/problem.ts';

/** The rates that were asked for do not fit the cart as it is by now. */
export const cartChangedMeanwhile = (): Problem =>
  problem('conflict-retry', { detail: 'Somebody changed the cart meanwhile. Read it, and ask again.' });

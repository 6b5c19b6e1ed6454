import type { Arrangements } from '../world/arrangements.ts';

/** A copy would put rows of one moment in place of all that came later: everything is made through the API. */
export const madeAnew = (open: () => Promise<void>): Arrangements => ({
  open,
  touch: () => {},
  settled: async () => {},
  remember: () => Promise.reject(new Error('In a lived-in shop nothing goes back: see docs/reliability.md.')),
  arrange: (_name, make) => make(),
});

import { currencies } from './currencies.ts';

/** Units of each currency for one euro: every pair is derived from here, so crosses agree. */
export type FrankfurterState = { perEuro: Record<string, number> };

export const initialState = (): FrankfurterState => ({
  perEuro: Object.fromEntries(currencies.map(([code, , , , perEuro]) => [code, perEuro])),
});

import fc from 'fast-check';
import { PRESENTMENT_CURRENCIES } from '@topheavy/domain';

/** Small enough that sums of a whole order stay safe integers, large enough for real prices. */
export const amountMinor = fc.oneof(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 10 ** 9 }));

export const safeInteger = fc.maxSafeInteger();

export const currency = fc.constantFrom(...PRESENTMENT_CURRENCIES);

export const mode = fc.constantFrom('inclusive', 'exclusive');

/** Mostly rates in use, a few of them, so that lines meet in groups. */
export const rateBasisPoints = fc.oneof(
  fc.constantFrom(0, 210, 550, 810, 1900, 2700),
  fc.integer({ min: 0, max: 10_000 }),
);

export const taxableLine = fc.record({ amountMinor, rateBasisPoints });

/** 10 for three-decimal currencies, 1 for all others; 5 would be the rappen of cash in Switzerland. */
export const stepMinor = fc.constantFrom(1, 5, 10);

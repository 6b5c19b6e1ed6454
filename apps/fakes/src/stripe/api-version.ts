import type Stripe from 'stripe';

/** The version whose shapes the fake speaks: that of the installed SDK, or the types refuse it. */
export const apiVersion: typeof Stripe.API_VERSION = '2026-10-28.endive';

import { stripeChanges } from './operations/stripe-changes.ts';
import { standsUp } from './stands-up.ts';

stripeChanges.forEach(standsUp);

import { stripeOperations } from './operations/stripe.ts';
import { standsUp } from './stands-up.ts';

stripeOperations.filter(({ changes }) => changes).forEach(standsUp);

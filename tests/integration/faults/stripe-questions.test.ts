import { stripeQuestions } from './operations/stripe-questions.ts';
import { standsUp } from './stands-up.ts';

stripeQuestions.forEach(standsUp);

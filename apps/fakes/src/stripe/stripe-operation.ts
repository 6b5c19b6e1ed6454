import type { Operation } from '../core/operation.ts';
import type { StripeState } from './state.ts';

export type StripeOperation = Operation<StripeState>;

import type { AnyOperation } from '../http/operation.ts';
import { receiveStripeEvent } from './receive-stripe-event.ts';

export const webhookOperations: readonly AnyOperation[] = [receiveStripeEvent];

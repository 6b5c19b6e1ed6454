import type { AnyOperation } from '../http/operation.ts';
import { receiveEasypostEvent } from './receive-easypost-event.ts';
import { receiveStripeEvent } from './receive-stripe-event.ts';

export const webhookOperations: readonly AnyOperation[] = [receiveStripeEvent, receiveEasypostEvent];

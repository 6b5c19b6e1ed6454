import type { AnyOperation } from '../http/operation.ts';
import { receiveEasypostEvent } from './receive-easypost-event.ts';

export const webhookOperations: readonly AnyOperation[] = [receiveEasypostEvent];

import type { AnyOperation } from '../http/operation.ts';
import { readLedger } from './read-ledger.ts';

export const ledgerOperations: readonly AnyOperation[] = [readLedger];

import type { AnyOperation } from './http/operation.ts';
import { systemOperations } from './system/operations.ts';

/** Every operation of the API, in the order in which the documentation shows them. */
export const operations: readonly AnyOperation[] = [...systemOperations];

import { contracts } from './contracts.ts';
import type { OperationContract } from './operation.ts';

/** Every operation of the six fakes. */
export const operations: readonly OperationContract[] = Object.values(contracts).flatMap(
  (contract) => contract.operations,
);

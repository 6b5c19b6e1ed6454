import type { ProviderContract } from '../provider-contract.ts';
import { squareOperations } from './operations.ts';
import { squareOverlay } from './overlay.ts';

export const square: ProviderContract = {
  name: 'square',
  operations: squareOperations,
  source: {
    kind: 'types',
    folder: import.meta.dirname,
    sdk: 'square',
    options: { numbers: 'integer', rename: (name) => name.replace(/\.Raw$/, '') },
    overlay: squareOverlay,
  },
};

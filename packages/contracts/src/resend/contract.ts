import type { ProviderContract } from '../provider-contract.ts';
import { resendOperations } from './operations.ts';
import { resendOverlay } from './overlay.ts';

export const resend: ProviderContract = {
  name: 'resend',
  operations: resendOperations,
  source: {
    kind: 'types',
    folder: import.meta.dirname,
    sdk: 'resend',
    options: { numbers: 'integer' },
    overlay: resendOverlay,
  },
};

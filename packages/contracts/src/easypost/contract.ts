import type { ProviderContract } from '../provider-contract.ts';
import { easypostOperations } from './operations.ts';
import { easypostOverlay } from './overlay.ts';

export const easypost: ProviderContract = {
  name: 'easypost',
  operations: easypostOperations,
  event: 'Event',
  source: {
    kind: 'types',
    folder: import.meta.dirname,
    sdk: '@easypost/api',
    options: { numbers: 'number', rename: (name) => name.replace(/^I(?=[A-Z])/, '') },
    overlay: easypostOverlay,
  },
};

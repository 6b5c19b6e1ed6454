import path from 'node:path';
import { openDocument } from '../derive/open-document.ts';
import { operationsOf } from '../derive/read-document.ts';
import type { ProviderContract } from '../provider-contract.ts';

const file = path.join(import.meta.dirname, 'openapi.json');

export const vatcomply: ProviderContract = {
  name: 'vatcomply',
  operations: operationsOf('vatcomply', openDocument(file)),
  source: { kind: 'document', file },
};

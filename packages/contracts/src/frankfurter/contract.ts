import { readFileSync } from 'node:fs';
import path from 'node:path';
import { operationsOf } from '../derive/read-document.ts';
import type { ProviderContract } from '../provider-contract.ts';

const file = path.join(import.meta.dirname, 'openapi.json');

export const frankfurter: ProviderContract = {
  name: 'frankfurter',
  operations: operationsOf('frankfurter', JSON.parse(readFileSync(file, 'utf8'))),
  source: { kind: 'document', file },
};

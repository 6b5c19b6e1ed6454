import type { Published } from './witness.ts';

/** The documentation's one example is the list of all rates. */
export function readVatComply(example: string): Published {
  return {
    provider: 'vatcomply',
    witnesses: [
      {
        operation: 'vatcomply.vat_rates.list',
        status: 200,
        value: JSON.parse(example) as unknown,
        source: 'vatcomply/vat_rates.example.json',
      },
    ],
    schemas: [],
    documents: [],
    resources: new Map(),
  };
}

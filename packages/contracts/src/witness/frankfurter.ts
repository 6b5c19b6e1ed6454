import { readOpenApi, type OpenApiDocument, type Routes } from './openapi.ts';
import type { Published } from './witness.ts';

/** Paths below the document's server, which is /v2. */
const routes: Routes = {
  'frankfurter.rates.list': ['get', '/rates'],
  'frankfurter.rates.retrieve': ['get', '/rate/{base}/{quote}'],
  'frankfurter.currencies.list': ['get', '/currencies'],
};

export function readFrankfurter(document: string): Published {
  const reading = readOpenApi(
    JSON.parse(document) as OpenApiDocument,
    routes,
    'frankfurter/v2.openapi.json',
    { closed: true },
  );
  return { provider: 'frankfurter', ...reading, resources: new Map() };
}

import { readOpenApi, type OpenApiDocument, type Routes } from './openapi.ts';
import type { Published } from './witness.ts';

const routes: Routes = {
  'square.inventory.retrieve_count': ['get', '/v2/inventory/{catalog_object_id}'],
  'square.inventory.batch_retrieve_counts': ['post', '/v2/inventory/counts/batch-retrieve'],
  'square.inventory.batch_change': ['post', '/v2/inventory/changes/batch-create'],
};

export function readSquare(document: string): Published {
  const reading = readOpenApi(JSON.parse(document) as OpenApiDocument, routes, 'square/api.json', {
    closed: true,
  });
  return { provider: 'square', ...reading, resources: new Map() };
}

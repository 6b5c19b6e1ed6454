import { openApi } from '@topheavy/api';
import { operationsOf, type OpenApiDocument } from '../http/openapi-document.ts';

type Coverage = { readonly table: string; readonly missing: readonly string[] };

/**
 * Operation × declared status, and which of them no test saw. Without counts: in a stampede luck decides
 * how many tests see a status, and the page must be the same after every run.
 */
export function coverageTable(covered: ReadonlySet<string>): Coverage {
  const operations = operationsOf(openApi() as unknown as OpenApiDocument);
  const missing: string[] = [];
  const rows = [...operations.values()].map(({ operationId, method, path, responses }) => {
    const statuses = Object.keys(responses).filter((status) => status !== 'default');
    for (const status of statuses) {
      if (!covered.has(`${operationId} ${status}`)) missing.push(`${operationId} ${status}`);
    }
    return {
      count: statuses.length,
      row: `| ${operationId} | ${method} ${path} | ${statuses.join(' · ')} |`,
    };
  });
  const declared = rows.reduce((sum, { count }) => sum + count, 0);
  const table = [
    '# API coverage',
    '',
    `${declared} answers that the OpenAPI document declares for ${operations.size} operations. A whole run of`,
    '`pnpm test:integration` fails when one of them was not seen by any test, or when this page is not what the',
    'document says; `--update` writes the page.',
    '',
    '| operation | request | statuses, each seen by a test |',
    '|---|---|---|',
    ...rows.map(({ row }) => row),
    '',
  ].join('\n');
  return { table, missing };
}

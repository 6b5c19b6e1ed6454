import { openApi } from '@topheavy/api';
import { operationsOf, type OpenApiDocument } from '../http/openapi-document.ts';

type Coverage = { readonly table: string; readonly missing: readonly string[] };

/** Operation × declared status, with how many tests saw it and one of them by name. */
export async function coverageTable(titles: ReadonlyMap<string, ReadonlySet<string>>): Promise<Coverage> {
  const operations = operationsOf(openApi() as unknown as OpenApiDocument);
  const rows: string[] = [];
  const missing: string[] = [];
  let declared = 0;
  for (const operation of operations.values()) {
    for (const status of Object.keys(operation.responses).filter((one) => one !== 'default')) {
      declared += 1;
      const seen = [...(titles.get(`${operation.operationId} ${status}`) ?? [])].toSorted();
      if (seen.length === 0) missing.push(`${operation.operationId} ${status}`);
      rows.push(
        `| ${operation.operationId} | ${operation.method} ${operation.path} | ${status} | ${seen.length} | ${(seen[0] ?? '').replaceAll('|', '\\|')} |`,
      );
    }
  }
  const table = [
    '# API coverage',
    '',
    `Written by \`pnpm test:integration --update\` and checked by every whole run: ${declared} answers that the OpenAPI`,
    `document declares for ${operations.size} operations, each with the number of integration tests that saw it and one of them.`,
    '',
    '| operation | request | status | tests | for example |',
    '|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
  return { table, missing };
}

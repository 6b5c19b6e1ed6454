import { openApi } from '@topheavy/api';
import { operationsOf, type OpenApiDocument, type Operation } from './openapi-document.ts';

export { BACK_OFFICE_SCOPES, CUSTOMER_SCOPES } from '@topheavy/api';
export type { Operation } from './openapi-document.ts';

const published = (): OpenApiDocument => openApi() as unknown as OpenApiDocument;

/**
 * The operations of the API's document, for tests that are generated from it. Vitest collects tests
 * before any server runs, hence not over HTTP; contract.ts reads the served document.
 */
export const publishedOperations = (): readonly Operation[] => [...operationsOf(published()).values()];

/** The scope that a call needs, or null where anybody may call. */
export const scopeOf = (operation: Operation): string | null =>
  operation.security?.[0]?.['apiKey']?.[0] ?? null;

/** What a request names: the parameters of its path, and the members of its body that end in `Id`. */
export function namedBy(operation: Operation): readonly string[] {
  const { components } = published();
  const names = new Set<string>();
  for (const { in: place, name } of operation.parameters ?? []) if (place === 'path') names.add(name);
  const look = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const [name, value] of Object.entries(node)) {
      if (name === '$ref') look(components?.schemas?.[String(value).split('/').at(-1) ?? '']);
      else {
        if (name === 'properties')
          for (const member of Object.keys(value as object)) if (member.endsWith('Id')) names.add(member);
        look(value);
      }
    }
  };
  look(operation.requestBody);
  return [...names];
}

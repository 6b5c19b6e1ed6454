import { openApi } from '@topheavy/api';
import { operationsOf, type OpenApiDocument, type Operation } from './openapi-document.ts';

/**
 * The operations of the API's document, for tests that are generated from it. Vitest collects tests
 * before any server runs, hence not over HTTP; contract.ts reads the served document.
 */
export const publishedOperations = (): readonly Operation[] => [
  ...operationsOf(openApi() as unknown as OpenApiDocument).values(),
];

/** The scope that a call needs, or null where anybody may call. */
export const scopeOf = (operation: Operation): string | null =>
  operation.security?.[0]?.['apiKey']?.[0] ?? null;

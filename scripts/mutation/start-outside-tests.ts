import { sharedWorker } from '@topheavy/testbed';
import { beforeAll } from 'vitest';

/**
 * What runs once for a process, such as the start of the API and the making of its OpenAPI document, runs before any test
 * here. Else it would run in whichever test comes first, and Stryker would try its mutants against that one alone.
 */
beforeAll(async () => {
  // When it does not start, the tests say so: an error here would count for no verdict at all.
  await sharedWorker().catch(() => undefined);
});

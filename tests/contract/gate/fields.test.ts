import { fieldChanges } from '@topheavy/contracts';
import { expect, test } from 'vitest';

test('the committed fields are those of the installed SDKs: `pnpm test:contract --schemas` rewrites them', () => {
  expect(fieldChanges()).toEqual([]);
});

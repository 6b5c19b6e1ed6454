import { matcher } from '@topheavy/affected/paths';
import { expect, test } from 'vitest';

test('a glob matches what its stars stand for and nothing else', () => {
  const matches = matcher(['apps/*/src/**/*.ts', '{vite,vitest}.config.*']);

  expect(
    ['apps/api/src/a.ts', 'apps/api/src/x/y/a.ts', 'vite.config.mjs'].filter((file) => !matches(file)),
  ).toEqual([]);
  expect(
    ['apps/api/test/a.ts', 'apps/api/src/a.tsx', 'x/vite.config.ts', 'vitexconfig.ts'].filter(matches),
  ).toEqual([]);
});

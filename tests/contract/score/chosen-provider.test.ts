import { expect, test } from 'vitest';
import { chosenProvider } from '../../../scripts/suite/mutation/chosen-provider.ts';

test('the score is of all providers, or of the one that is named', () => {
  expect(chosenProvider({ mutate: true, update: true })).toBeUndefined();
  expect(chosenProvider({ mutate: true, provider: 'square' })).toBe('square');
});

test.for([
  [{ provider: 'stripe' }, '--provider goes with --mutate'],
  [{ mutate: true, provider: 'strip' }, 'There is no provider "strip": choose one of stripe, vatcomply, '],
  [{ mutate: true, update: true, provider: 'stripe' }, '--update needs the score of all'],
] as const)('the score of one provider: %j is refused', ([wanted, complaint]) => {
  expect(() => chosenProvider(wanted)).toThrow(complaint);
});

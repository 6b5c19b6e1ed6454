import { expect, test } from 'vitest';
import { gross, reduced } from '../src/price.ts';

test('a price in Germany has 19 percent on top', () => {
  expect(gross(1000, 'DE')).toBe(1190);
});

test('a discount takes its share off', () => {
  expect(reduced(1000, 25)).toBe(750);
});

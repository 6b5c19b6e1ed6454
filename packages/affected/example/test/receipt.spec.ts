import { expect, test } from 'vitest';
import { receipt } from '../src/receipt.ts';

test('a receipt says what was paid', () => {
  expect(receipt(12)).toBe('Thank you. You paid 12 EUR.');
});

test('a receipt of nothing is one, too', () => {
  expect(receipt(0)).toBe('Thank you. You paid 0 EUR.');
});

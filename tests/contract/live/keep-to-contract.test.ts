import { describe, expect, test } from 'vitest';
import { keepToContract } from '../target/keep-to-contract.ts';

const rate = { date: '2026-11-20', base: 'EUR', quote: 'USD', rate: 1.1632 };

const answer = (body: unknown, status = 200, path = '/v2/rate/EUR/USD') =>
  keepToContract('frankfurter', [
    { method: 'GET', path, status, headers: { 'content-type': 'application/json' }, body },
  ]);

describe('an answer of a live provider', () => {
  test('may have fields that our contract does not know, and refuse paths', async () => {
    await expect(answer(rate)).resolves.toBeUndefined();
    await expect(answer({ ...rate, source: 'ECB' })).resolves.toBeUndefined();
    await expect(answer({ message: 'not found' }, 404, '/v2/latest')).resolves.toBeUndefined();
  });

  test.for([
    ['a number as a text', { ...rate, rate: '1.1632' }, 200, /frankfurter.rates.retrieve response \$\.rate/],
    ['a field less', { ...rate, quote: undefined }, 200, /\$\.quote: expected to be there, found nothing/],
    ['another status', rate, 206, /response status: expected one of 200.*found 206/],
    ['no JSON', '<html>', 200, /response \$: expected JSON/],
  ] as const)('fails its scenario with %s', async ([, body, status, sentence]) => {
    await expect(answer(body, status)).rejects.toThrow(sentence);
  });
});

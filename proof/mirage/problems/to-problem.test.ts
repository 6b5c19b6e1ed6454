import { DatabaseError } from 'pg';
import { describe, expect, it } from 'vitest';
import { problem } from '#api/problems/problem.ts';
import { toProblem } from '#api/problems/to-problem.ts';
import { gatewayError } from '../support/provider.ts';

const databaseError = (fields: object) => Object.assign(new DatabaseError('x', 1, 'error'), fields);
const bodyError = (fields: object) => Object.assign(new Error('x'), { expose: true, ...fields });

describe('toProblem', () => {
  it('leaves a problem as it is', () => {
    const refusal = problem('order-not-found', { detail: 'No such order.' });

    expect(toProblem(refusal)).toBe(refusal);
  });

  it.each([
    { name: 'a gateway error', error: gatewayError('unavailable'), slug: 'dependency-unavailable' },
    { name: 'a taken SKU', error: databaseError({ constraint: 'products_sku_unique' }), slug: 'sku-taken' },
    { name: 'an unknown constraint', error: databaseError({ constraint: 'other' }), slug: 'internal-error' },
    { name: 'a shutdown', error: databaseError({ code: '57P01' }), slug: 'dependency-unavailable' },
    {
      name: 'no free connection',
      error: new Error('timeout exceeded when trying to connect'),
      slug: 'dependency-unavailable',
    },
    {
      name: 'a refused connection',
      error: Object.assign(new Error('x'), { syscall: 'connect' }),
      slug: 'dependency-unavailable',
    },
    {
      name: 'a reset',
      error: Object.assign(new Error('x'), { code: 'ECONNRESET' }),
      slug: 'dependency-unavailable',
    },
    { name: 'a broken escape', error: new URIError('x'), slug: 'malformed-request' },
    {
      name: 'a large body',
      error: bodyError({ status: 413, type: 'entity.too.large' }),
      slug: 'payload-too-large',
    },
    {
      name: 'broken JSON',
      error: bodyError({ status: 400, type: 'entity.parse.failed' }),
      slug: 'malformed-request',
    },
    { name: 'half a body', error: bodyError({ status: 400 }), slug: 'malformed-request' },
    { name: 'a fault of express', error: bodyError({ status: 500 }), slug: 'internal-error' },
    { name: 'anything else', error: 'text', slug: 'internal-error' },
  ])('turns $name into $slug', ({ error, slug }) => {
    expect(toProblem(error)).toMatchObject({ slug });
  });
});

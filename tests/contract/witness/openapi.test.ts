import { readOpenApi, witnessJudge } from '@topheavy/contracts/witness';
import { expect, test } from 'vitest';

const operation = 'square.inventory.retrieve_count';

/** A judge by a document of OpenAPI 3.0 whose one answer has this schema. */
const judgeBy = (schema: Readonly<Record<string, unknown>>, { closed = false, schemas = {} } = {}) => {
  const content = { 'application/json': { schema } };
  const reading = readOpenApi(
    {
      openapi: '3.0.0',
      paths: { '/a': { get: { responses: { '200': { content } } } } },
      components: { schemas },
    },
    { [operation]: ['get', '/a'] },
    'a.json',
    { closed },
  );
  return (value: unknown) =>
    witnessJudge({ provider: 'square', resources: new Map(), ...reading })(operation, 200, value);
};

test('nullable counts beside a type, an anyOf and a reference', () => {
  const judge = judgeBy(
    {
      type: 'object',
      properties: {
        typed: { type: 'string', nullable: true },
        any: { anyOf: [{ type: 'string' }, { type: 'number' }], nullable: true },
        other: { $ref: '#/components/schemas/other', nullable: true },
        never: { type: 'string' },
      },
    },
    { schemas: { other: { type: 'object', required: ['id'] } } },
  );
  expect(judge({ typed: null, any: null, other: null })).toEqual([]);
  expect(judge({ any: true })).not.toEqual([]);
  expect(judge({ other: {} })).toMatchObject([{ path: '$.other.id' }, {}, {}]);
  expect(judge({ never: null })).toMatchObject([{ path: '$.never' }]);
});

test('a rate of four decimals is a multiple of 0.00001, whatever binary fractions say', () => {
  const judge = judgeBy({ type: 'number', multipleOf: 0.00001 });
  expect([1.1632, 0.8623, 181.42, 49.3061].flatMap(judge)).toEqual([]);
  expect(judge(0.123456)).toMatchObject([{ path: '$' }]);
});

test('a closed document refuses a field that it does not name, an open one does not', () => {
  const schema = { type: 'object', properties: { id: { type: 'string' } } };
  expect(judgeBy(schema)({ id: 'a', more: 1 })).toEqual([]);
  expect(judgeBy(schema, { closed: true })({ id: 'a', more: 1 })).toMatchObject([{ path: '$.more' }]);
});

test('an operation that the document lacks is an error that names it', () => {
  const read = () =>
    readOpenApi(
      { openapi: '3.0.0', paths: {}, components: {} },
      { [operation]: ['get', '/gone'] },
      'square/api.json',
      { closed: true },
    );
  expect(read).toThrow('square/api.json describes no GET /gone.');
});

import { definitionsOf, openDocument, operationsOf } from '@topheavy/contracts/derive';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test as base } from 'vitest';

const schema = {
  type: 'object',
  required: ['result'],
  properties: { result: { type: 'object', required: ['id'], properties: { id: { type: 'string' } } } },
};
const ok = { content: { 'application/json': { schema } } };
const id = { name: 'id', in: 'path', required: true, schema: { type: 'string', pattern: '^[A-Z]+$' } };
const lang = { name: 'lang', in: 'query', schema: { type: 'string' } };
const get = {
  operationId: 'things.retrieve',
  'x-repeats': { 'path.id': 'result.id' },
  parameters: [id, lang],
  responses: { '200': ok },
};

/** Reads a document of our own with one operation, as a contract does. */
// oxlint-disable-next-line eslint/no-empty-pattern -- Vitest reads what a fixture needs from the pattern.
const test = base.extend('read', ({}, { onCleanup }) => {
  const dir = mkdtempSync(path.join(tmpdir(), 'topheavy-document-'));
  onCleanup(() => rmSync(dir, { recursive: true }));
  const file = path.join(dir, 'openapi.json');
  return (methods: object, route = '/things/{id}') => {
    writeFileSync(file, JSON.stringify({ openapi: '3.1.0', paths: { [route]: methods } }));
    const operations = operationsOf('vatcomply', openDocument(file));
    return definitionsOf({ name: 'vatcomply', operations, source: { kind: 'document', file } });
  };
});

describe('a document of ours', () => {
  test('says what a path, a query and an answer have', ({ read }) => {
    expect(read({ get })).toMatchObject({
      'things.retrieve.path~form': { required: ['id'], properties: { id: { pattern: '^[A-Z]+$' } } },
      'things.retrieve.query~form': { required: [], properties: { lang: { type: 'string' } } },
      'things.retrieve.200': schema,
    });
  });

  test('may repeat each field that there is: of lists, of maps, of branches, of the query', ({ read }) => {
    const member = { anyOf: [{ type: 'null' }, { additionalProperties: schema }] };
    const list = { type: 'array', items: { properties: { member } } };
    const answer = { content: { 'application/json': { schema: list } } };
    const repeats = { 'parameters.lang': '[].member.de.result.id' };

    expect(() => read({ get: { ...get, 'x-repeats': repeats, responses: { '200': answer } } })).not.toThrow();
  });

  test.for([
    [{ 'path.id': 'result.idd' }, '"path.id": "result.idd": no success has result.idd\n'],
    [{ 'path.id': '[].result.id' }, 'no success has [].result.id\n'],
    [{ 'path.ids': 'result.id' }, '"path.ids": "result.id": no request has path.ids\n'],
    [{ 'parameters.language': 'result.id' }, 'no request has parameters.language\n'],
    [{ 'query.lang': 'result.id' }, 'no request has query.lang\n'],
  ])('may not repeat what is not there: %j', ([repeats, complaint], { read }) => {
    const reading = () => read({ get: { ...get, 'x-repeats': repeats } });

    expect(reading).toThrow(
      /openapi\.json has x-repeats of what is not there:\n {2}vatcomply\.things\.retrieve: /,
    );
    expect(reading).toThrow(complaint);
  });

  const { operationId: _, ...nameless } = get;

  test.for([
    ['a path without get', {}, 'has no get, and only get is read from a document → describe other methods'],
    ['another method', { get, post: get }, 'has post, and only get is read from a document → '],
    ['an operation without an id', { get: nameless }, 'has no operationId → give it one'],
    [
      'an answer without a schema',
      { get: { ...get, responses: { '200': ok, '204': {} } } },
      '204 has no content',
    ],
    [
      'an answer that is described nowhere',
      { get: { ...get, responses: { '404': { $ref: '#/components/responses/Gone' } } } },
      '404 has no content["application/json"].schema, nor has #/components/responses/Gone → say what',
    ],
    ['answers of any status', { get: { ...get, responses: { default: ok } } }, '"default" is no status → '],
    [
      'a path with a name that is not described',
      { get: { ...get, parameters: [] } },
      'has no parameter "id" with',
    ],
    [
      'a description of a name that the path lacks',
      { get: { ...get, parameters: [id, { ...id, name: 'key' }] } },
      'has no {key} → mend the name',
    ],
  ] as const)('may not have %s', ([, methods, complaint], { read }) => {
    expect(() => read(methods)).toThrow(
      `openapi.json cannot be read as a contract:\n  /things/{id}: ${complaint}`,
    );
  });
});

import { readFile } from 'node:fs/promises';
import { expect, openApiErrors, test, type Shop } from '@topheavy/testbed';

type Document = Record<string, unknown> & {
  components: { schemas: { Problem: { description: string } } };
};

const readDocument = async (shop: Shop): Promise<Document> => (await shop.call<Document>('readOpenApi')).body;

/** Every refusal that the document declares, as `operation, status, slug`. */
const declaredRefusals = (shop: Shop) => [...shop.operations.values()].flatMap(refusalsOf);

const refusalsOf = ({ operationId, responses }: Operation) =>
  Object.entries(responses).flatMap(([status, { description, content }]) =>
    content?.['application/problem+json'] === undefined
      ? []
      : description.split(', ').map((slug) => ({ operationId, status, slug })),
  );

type Operation = Shop['operations'] extends ReadonlyMap<string, infer One> ? One : never;

test('the document is valid OpenAPI 3.1', async ({ shop }) => {
  const document = await readDocument(shop);

  expect(document['openapi']).toBe('3.1.0');
  expect(await openApiErrors(document)).toEqual([]);
});

test('a document with a fault in it would be found out', async ({ shop }) => {
  const document = await readDocument(shop);

  expect(await openApiErrors({ ...document, info: {} })).not.toEqual([]);
  expect(
    await openApiErrors({ ...document, components: { schemas: { Problem: { type: 'text' } } } }),
  ).not.toEqual([]);
});

test('every operation has a name of its own', async ({ shop }) => {
  const document = await readDocument(shop);

  const paths = Object.values(document['paths'] as Record<string, Record<string, { operationId: string }>>);
  const names = paths.flatMap((methods) => Object.values(methods).map(({ operationId }) => operationId));

  expect(names.length).toBeGreaterThan(30);
  expect(new Set(names).size).toBe(names.length);
});

test('every refusal that the document declares is a problem of the catalogue, under its status', async ({
  shop,
}) => {
  const declared = declaredRefusals(shop).filter(({ status }) => status !== 'default');
  const slugs = [...new Set(declared.map(({ slug }) => slug))];

  const kinds = await Promise.all(slugs.map((slug) => shop.readProblemType(slug)));
  const statusOf = new Map(slugs.map((slug, index) => [slug, String(kinds[index]?.body.status)]));

  expect(declared.filter(({ slug, status }) => statusOf.get(slug) !== status)).toEqual([]);
});

test('every problem of the catalogue is declared by an operation', async ({ shop }) => {
  const { description } = (await readDocument(shop)).components.schemas.Problem;
  const catalogue = description.slice(description.indexOf(': ') + 2).split(', ');
  const declared = new Set(declaredRefusals(shop).map(({ slug }) => slug));

  // What no operation can refuse: what is no request yet, and a method that no operation has.
  expect(catalogue.filter((slug) => !declared.has(slug))).toEqual([
    'headers-too-large',
    'request-timeout',
    'method-not-allowed',
  ]);
  expect([...declared].filter((slug) => !catalogue.includes(slug))).toEqual([]);
});

test('docs/errors.md lists the problems of the catalogue, each with its status, and no others', async ({
  shop,
}) => {
  const page = await readFile(new URL('../../../docs/errors.md', import.meta.url), 'utf8');
  const documented = [...page.matchAll(/^\| `([a-z-]+)` +\| (\d+) /gm)].map(([, slug = '', status]) => ({
    slug,
    status: Number(status),
  }));

  const kinds = await Promise.all(documented.map(({ slug }) => shop.readProblemType(slug)));
  const { description } = (await readDocument(shop)).components.schemas.Problem;

  expect(kinds.map(({ body }) => body.status)).toEqual(documented.map(({ status }) => status));
  expect(documented.map(({ slug }) => slug).join(', ')).toBe(
    description.slice(description.indexOf(': ') + 2),
  );
});

test('each operation declares what all of its kind refuse and take, and nothing of another kind', ({
  shop,
}) => {
  const departures = [...shop.operations.values()].flatMap((operation) => {
    const { operationId, method, security = [], parameters = [], requestBody } = operation;
    const isSigned = security.length > 0;
    const isWrite = isSigned && method !== 'GET';
    const isEvent = !isSigned && method === 'POST';
    const header = (name: string) => parameters.find((one) => one.in === 'header' && one.name === name);
    const takesVersion = header('If-Match') !== undefined;
    const takesBody = requestBody !== undefined || isEvent;
    const takesValues = requestBody !== undefined || parameters.some((one) => one.in !== 'header');
    const slugs = refusalsOf(operation).map(({ slug }) => slug);
    const expected: Readonly<Record<string, boolean>> = {
      unauthenticated: isSigned,
      forbidden: isSigned,
      'rate-limited': isSigned,
      'idempotency-key-missing': isWrite,
      'idempotency-key-reused': isWrite,
      'idempotency-key-in-progress': isWrite,
      'malformed-request': takesBody,
      'payload-too-large': takesBody,
      'validation-failed': takesValues,
      'precondition-required': takesVersion,
      'precondition-failed': takesVersion,
    };
    return [
      ...Object.entries(expected)
        .filter(([slug, isDue]) => slugs.includes(slug) !== isDue)
        .map(([slug, isDue]) => `${operationId} ${isDue ? 'lacks' : 'has'} ${slug}`),
      ...((header('Idempotency-Key') !== undefined) === isWrite ? [] : [`${operationId} Idempotency-Key`]),
      ...((header('Idempotency-Key')?.required === true) === (isWrite && method === 'POST')
        ? []
        : [`${operationId} requires Idempotency-Key`]),
    ];
  });

  expect(departures).toEqual([]);
});

import { expect, test, type Shop } from '@topheavy/testbed';

type Client = Shop['http'];
type Sent = Awaited<ReturnType<Client['send']>>;

/** The API, but for what is changed in its answers. */
const tampered = (http: Client, change: (answer: Sent) => Partial<Sent>): Client => ({
  send: async (request) => {
    const answer = await http.send(request);
    return { ...answer, ...change(answer) };
  },
  close: () => {},
});

const without = (name: string, headers: Sent['headers']): Sent['headers'] =>
  Object.fromEntries(Object.entries(headers).filter(([known]) => known !== name));

const bodyOf = ({ body }: Sent): Record<string, unknown> => body as Record<string, unknown>;

test.for([
  [
    'a status that the document does not declare',
    () => ({ status: 299 }),
    'which the document does not declare',
  ],
  [
    'a field that it does not declare',
    (one: Sent) => ({ body: { ...bodyOf(one), surprise: 1 } }),
    'must NOT have additional properties',
  ],
  [
    'a field of another type',
    (one: Sent) => ({ body: { ...bodyOf(one), currency: 978 } }),
    '/currency must be',
  ],
  [
    'a field missing',
    (one: Sent) => ({ body: { ...bodyOf(one), totals: undefined } }),
    "must have required property 'totals'",
  ],
  [
    'another content type',
    (one: Sent) => ({ headers: { ...one.headers, 'content-type': 'text/html; charset=utf-8' } }),
    'as text/html; the document declares application/json',
  ],
  [
    'a header missing that it declares',
    (one: Sent) => ({ headers: without('location', one.headers) }),
    'createCart answered 201 without the headers location.',
  ],
  [
    'a date that is none',
    (one: Sent) => ({ body: { ...bodyOf(one), createdAt: 'yesterday' } }),
    '/createdAt must match format',
  ],
] as const)('an answer with %s fails the test that got it', async ([, change, complaint], { shop }) => {
  const via = tampered(shop.http, change);

  await expect(shop.createCart({}, { via })).rejects.toThrow(complaint);
});

test('a body where the document declares none fails the test that got it', async ({ shop }) => {
  const via = tampered(shop.http, () => ({ status: 204, body: { ok: true } }));

  await expect(shop.call('receiveEasypostEvent', { via, body: {} })).rejects.toThrow(
    'with a body; the document declares none',
  );
});

test.for([
  ['no title', { title: '' }],
  ['no detail', { detail: undefined }],
  ['an empty detail', { detail: '' }],
  ['a word in place of a sentence', { detail: 'conflict' }],
] as const)('a refusal with %s fails the test that got it', async ([, change], { shop }) => {
  const via = tampered(shop.http, (one) => ({ body: { ...bodyOf(one), ...change } }));

  await expect(shop.createCart({ currency: 'XXX' }, { via })).rejects.toThrow(
    /must have required property 'detail'|createCart answered 422 without saying what was wrong/,
  );
});

test('an answer with an ETag that the document does not declare fails the test that got it', async ({
  shop,
}) => {
  const via = tampered(shop.http, (one) => ({ headers: { ...one.headers, etag: '"1"' } }));

  await expect(shop.call('listProducts', { via })).rejects.toThrow(
    'listProducts answered 401 with etag, which the document does not declare.',
  );
});

test('an operation that does not exist is named, with those that do', async ({ shop }) => {
  await expect(shop.call('bakeBread')).rejects.toThrow(/has no operation bakeBread; it has listProducts, /);
});

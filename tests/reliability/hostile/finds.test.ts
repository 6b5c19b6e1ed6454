import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@topheavy/testbed';
import { planFor, throwRequests, type Target } from '@topheavy/testbed/hostile';

const problem = {
  type: 'object',
  required: ['type', 'status'],
  properties: { type: { type: 'string' }, status: { type: 'integer' } },
};
const refusal = { description: 'refused', content: { 'application/problem+json': { schema: problem } } };
const note = {
  type: 'object',
  required: ['text', 'stars'],
  additionalProperties: false,
  properties: {
    text: { type: 'string', maxLength: 100 },
    stars: { type: 'integer', minimum: 1, maximum: 5 },
  },
};
const document = {
  openapi: '3.1.0',
  paths: {
    '/notes': {
      put: {
        operationId: 'putNote',
        requestBody: { content: { 'application/json': { schema: note } } },
        responses: {
          200: { description: 'kept', content: { 'application/json': { schema: note } } },
          400: refusal,
          404: refusal,
          405: refusal,
          422: refusal,
        },
      },
    },
  },
};

type Note = { text: unknown; stars: unknown };
type Answer = { status: number; body: unknown };
/** How a careless server departs from what a sound one would answer to a note that it could read. */
type Carelessness = (note: Note, sound: Answer, keep: () => void) => Answer;

const refused = (status: number, slug = 'refused'): Answer => ({
  status,
  body: { type: `/problems/${slug}`, status },
});

function judged(value: unknown): Answer {
  const { text, stars, ...others } = Object(value) as Note;
  const sound =
    typeof text === 'string' &&
    text.length <= 100 &&
    [1, 2, 3, 4, 5].includes(stars as number) &&
    Object.keys(others).length === 0;
  return sound ? { status: 200, body: value } : refused(422);
}

/** Throws at a little server that is sound but for this. */
async function throwAtServer(careless: Carelessness): Promise<string> {
  let kept = 0;
  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('error', () => response.destroy());
    request.on('end', () => {
      const { status, body } = answerTo(request, Buffer.concat(chunks).toString(), (value) => {
        const sound = judged(value);
        if (sound.status === 200) kept += 1;
        return careless(Object(value) as Note, sound, () => (kept += 1));
      });
      const type = status < 400 ? 'application/json' : 'application/problem+json';
      response.statusCode = status;
      response.setHeaders(
        new Map([
          ['content-type', type],
          ['x-request-id', '1'],
        ]),
      );
      response.end(JSON.stringify(body));
    });
  };
  const server = createServer(handle).listen(0, '127.0.0.1');
  await new Promise((resolve) => void server.once('listening', resolve));
  const target: Target = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    document,
    keys: { customer: 'key', 'back office': 'key' },
    open: async () => ({}),
    effects: async () => String(kept),
    takeErrors: () => [],
    close: () => void server.close(),
  };
  const [plan] = planFor(document, { requests: 6000, operation: 'putNote' });
  if (plan === undefined) throw new Error('There is no plan.');
  const { types = 0, members = 0, limits = 0, numbers = 0, texts = 0, prototypes = 0 } = plan.counts;
  const counts = { types, members, limits, numbers, texts, prototypes };
  return throwRequests(target, { ...plan, counts }, { caller: 'customer', seed: 1 }).then(
    (thrown) => `${Object.values(thrown).length} kinds thrown`,
    (error: Error) => error.message,
  );
}

function answerTo({ method, url }: IncomingMessage, text: string, put: (note: unknown) => Answer): Answer {
  if (url !== '/notes') return refused(404);
  if (method !== 'PUT') return refused(405);
  try {
    return put(JSON.parse(text));
  } catch {
    return refused(400);
  }
}

test('a server that is sound passes', async () => {
  expect(await throwAtServer((_, sound) => sound)).toBe('6 kinds thrown');
});

test('an error of the server is found, and shrunk to the one field that makes it', async () => {
  const found = await throwAtServer((note, sound) =>
    typeof note.text === 'string' && note.text.includes('\0') ? refused(500) : sound,
  );

  expect(found).toContain('putNote, texts');
  expect(found).toContain('An error of the server: 500');
  expect(found).toMatch(
    /^printf 'PUT \/notes HTTP.*\{"text":"[^"]{0,12}","stars":1\}' \| nc 127\.0\.0\.1 \d+$/m,
  );
  expect(found).toContain('--seed 1 --operation putNote');
});

test('a status that the document does not declare is found', async () => {
  const found = await throwAtServer(({ stars }, sound) => (stars === 6 ? refused(418) : sound));

  expect(found).toContain('putNote answered 418, which the document does not declare');
});

test('a refusal of a kind that the document does not name for its status is found', async () => {
  const found = await throwAtServer(({ stars }, sound) => (stars === 6 ? refused(422, 'sold-out') : sound));

  expect(found).toContain('putNote answered 422 with the problem sold-out; the document declares refused.');
});

test('a body that is not as the document says is found', async () => {
  const found = await throwAtServer((note, sound) =>
    note.stars === 5 && sound.status === 200 ? { status: 200, body: { ...note, stars: '5' } } : sound,
  );

  expect(found).toContain('putNote answered 200 with a body that the document does not allow');
});

test('an effect behind a refusal is found', async () => {
  const found = await throwAtServer(({ stars }, sound, keep) => {
    if (stars === 0) keep();
    return sound;
  });

  expect(found).toContain('422, and yet something changed');
});

test('a member that gets into every object is found', async () => {
  const found = await throwAtServer((note, sound) => {
    const inherited = Object.entries(note).find(([name]) => name === '__proto__')?.[1];
    if (typeof inherited === 'object' && inherited !== null) Object.assign(Object.prototype, inherited);
    return sound;
  });
  for (const name of Object.keys(Object.prototype)) Reflect.deleteProperty(Object.prototype, name);

  expect(found).toContain('Every object has got members: ');
});

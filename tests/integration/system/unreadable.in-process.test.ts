import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { describe, expect, test, type Shop } from '@topheavy/testbed';

/**
 * A connection to the API itself: what stands before one, such as a balancer, reads with a parser of its own.
 * It stays half open: only the API ends it. `received` is all that came back, when it is closed.
 */
function open(shop: Shop): { connection: Socket; received: Promise<string> } {
  const { hostname, port } = new URL(shop.url);
  const connection = connect({ port: Number(port), host: hostname, allowHalfOpen: true });
  const chunks: Buffer[] = [];
  connection.on('data', (chunk: Buffer) => chunks.push(chunk));
  // A client that goes on sending is cut off: that is an end like any other here.
  connection.on('error', () => undefined);
  const received = new Promise<string>((resolve) => {
    connection.on('close', () => resolve(Buffer.concat(chunks).toString('utf8')));
  });
  return { connection, received };
}

/** Sends bytes over a connection of their own, and returns what came back when it closed. */
function sent(shop: Shop, text: string): Promise<string> {
  const { connection, received } = open(shop);
  connection.on('end', () => connection.end());
  connection.write(text, 'latin1');
  return received;
}

/** An HTTP answer in its parts; its lines have to be as HTTP/1.1 has them. */
function parsed(answer: string): { start: string; headers: Record<string, string>; body: string } {
  const end = answer.indexOf('\r\n\r\n');
  const [start = '', ...lines] = answer.slice(0, end).split('\r\n');
  const headers = lines.map((line) => /^([\w-]+): (.+)$/.exec(line)?.slice(1) ?? [line, 'no header']);
  return {
    start,
    headers: Object.fromEntries(headers.map(([name = '', value = '']) => [name.toLowerCase(), value])),
    body: answer.slice(end + 4),
  };
}

const NO_REQUEST = 'GET / HTTP/1.1\r\nX Y: z\r\n\r\n';

const notReadable = (shop: Shop) => shop.logs.lines().filter(({ msg }) => msg === 'request not readable');

describe.each([
  ['with a header name that is none', 'GET / HTTP/1.1\r\nX Y: z\r\n\r\n', 400, 'malformed-request'],
  [
    'with two lengths',
    'GET / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
    400,
    'malformed-request',
  ],
  ['with 20 KB of headers', `GET / HTTP/1.1\r\nX: ${'y'.repeat(20_000)}\r\n\r\n`, 431, 'headers-too-large'],
  ['without a host', 'GET /v1/products HTTP/1.1\r\nConnection: close\r\n\r\n', 400, 'malformed-request'],
] as const)('a request %s', (name, text, status, slug) => {
  test(`a request ${name} is refused with a problem, as every other refusal`, async ({ shop }) => {
    const { start, headers, body } = parsed(await sent(shop, text));

    expect(start).toMatch(new RegExp(`^HTTP/1.1 ${status} [A-Z]`));
    expect(headers).toMatchObject({
      'content-type': 'application/problem+json',
      'content-length': String(Buffer.byteLength(body)),
      connection: 'close',
    });
    expect(JSON.parse(body)).toMatchObject({
      type: `/problems/${slug}`,
      status,
      detail: expect.stringMatching(/\w/),
      instance: expect.stringMatching(/^urn:uuid:\w/),
    });
  });
});

test('a request that nobody can read is found in the log by the id that its answer quotes', async ({
  shop,
}) => {
  const { body } = parsed(await sent(shop, NO_REQUEST));

  const { instance } = JSON.parse(body) as { instance: string };
  expect(notReadable(shop)).toMatchObject([
    { requestId: instance.replace('urn:uuid:', ''), code: 'HPE_INVALID_HEADER_TOKEN' },
  ]);
});

test('a client that goes on with its nonsense is told once, and its connection is closed', async ({
  shop,
}) => {
  const { connection, received } = open(shop);
  const nonsense = setInterval(() => connection.write(NO_REQUEST), 20);

  const answers = await received;
  clearInterval(nonsense);

  expect(answers.match(/HTTP\/1\.1 400/g)).toHaveLength(1);
  expect(notReadable(shop)).toHaveLength(1);
});

test('a client that goes away in the middle of its request is no reason for a line in the log', async ({
  shop,
}) => {
  const { connection, received } = open(shop);
  await once(connection, 'connect');
  connection.write('GET / HTTP/1.1\r\nX');
  connection.resetAndDestroy();
  await received;
  await shop.http.send({ method: 'GET', path: '/health/live' });

  expect(notReadable(shop)).toEqual([]);
});

test('a request that was whole is answered, whatever nonsense follows it on the connection', async ({
  shop,
}) => {
  const head = `HTTP/1.1\r\nHost: shop\r\nAuthorization: Bearer ${shop.customer.key}\r\n\r\n`;

  const answer = await sent(shop, `GET /v1/products ${head}\0\0\0\r\n\r\n`);

  expect(answer).toMatch(/^HTTP\/1\.1 200 OK[^]*"items":\[/);
});

test('an expectation that the API does not know is left alone', async ({ shop }) => {
  const answer = await sent(
    shop,
    'GET /health/live HTTP/1.1\r\nHost: shop\r\nExpect: miracles\r\nConnection: close\r\n\r\n',
  );

  expect(answer).toMatch(/^HTTP\/1\.1 200 OK/);
});

import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, test, type Shop } from '@topheavy/testbed';

/**
 * Sends bytes over a connection of their own, and returns what came back when it closed. To the API itself: what
 * stands before one, such as a balancer, reads them with a parser of its own.
 */
async function sent(shop: Shop, text: string): Promise<string> {
  const { hostname, port } = new URL(shop.url);
  const connection = connect(Number(port), hostname);
  const chunks: Buffer[] = [];
  connection.on('data', (chunk: Buffer) => chunks.push(chunk));
  connection.write(text, 'latin1');
  await once(connection, 'close');
  return Buffer.concat(chunks).toString('utf8');
}

const problemIn = (answer: string): { type: string; status: number } =>
  JSON.parse(answer.slice(answer.lastIndexOf('\r\n\r\n'))) as { type: string; status: number };

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
    const answer = await sent(shop, text);

    expect(answer).toMatch(
      new RegExp(`^HTTP/1.1 ${status} [^]*content-type: application/problem\\+json\r\n`, 'i'),
    );
    expect(problemIn(answer)).toMatchObject({ type: `/problems/${slug}`, status });
  });
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

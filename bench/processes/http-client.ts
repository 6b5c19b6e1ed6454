import { Agent, request } from 'node:http';

export type Asked = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly apiKey: string;
  readonly idempotencyKey?: string;
  readonly body?: unknown;
};

export type Answered = {
  readonly status: number;
  readonly retryAfterMs: number | null;
  readonly body: unknown;
};

export type HttpClient = { ask(asked: Asked): Promise<Answered>; close(): void };

/**
 * Plain requests over kept connections: on two cores a client of comfort would take the CPU that it
 * measures. Rejects when there is no whole answer within `timeoutMs`.
 */
export function createHttpClient(timeoutMs: number): HttpClient {
  const agent = new Agent({ keepAlive: true });
  return {
    ask: ({ method, url, apiKey, idempotencyKey, body }) =>
      new Promise((resolve, reject) => {
        const text = body === undefined ? undefined : JSON.stringify(body);
        const sent = request(
          url,
          {
            method,
            agent,
            signal: AbortSignal.timeout(timeoutMs),
            headers: {
              authorization: `Bearer ${apiKey}`,
              ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
              ...(text !== undefined && {
                'content-type': 'application/json',
                'content-length': Buffer.byteLength(text),
              }),
            },
          },
          (response) => {
            const chunks: Buffer[] = [];
            response.on('data', (chunk: Buffer) => chunks.push(chunk));
            response.once('error', reject);
            response.once('end', () => {
              const retryAfter = response.headers['retry-after'];
              resolve({
                status: response.statusCode ?? 0,
                retryAfterMs: retryAfter === undefined ? null : Number(retryAfter) * 1000,
                body: parse(Buffer.concat(chunks).toString('utf8')),
              });
            });
          },
        );
        sent.once('error', reject);
        sent.end(text);
      }),
    close: () => agent.destroy(),
  };
}

const parse = (text: string): unknown => (text === '' ? null : JSON.parse(text));

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createApp } from '#api/app.ts';
import { execute } from '#api/http/execute.ts';
import { mockContext } from '../support/context.ts';
import { uuid } from '../support/rows.ts';

// Mocks are what this exhibit is about: proof/README.md.
vi.mock('#api/http/execute.ts');

describe('createApp', () => {
  const { context } = mockContext();
  let server: Server;
  const request = (path: string, init?: RequestInit) =>
    fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, init);

  beforeAll(async () => {
    server = createServer(createApp(context)).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
  });
  beforeEach(() => {
    vi.mocked(execute).mockResolvedValue({
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: '{"ok":true}',
    });
    context.logger.child.mockReturnValue(context.logger);
  });
  afterAll(() => {
    server.close();
  });

  it('routes to the operation', async () => {
    const response = await request(`/v1/orders/${uuid(5)}`);

    expect(response.status).toBe(200);
    expect(vi.mocked(execute).mock.lastCall?.[1]).toMatchObject({
      operation: { id: 'readOrder' },
      params: { orderId: uuid(5) },
    });
  });

  it('parses a JSON body', async () => {
    await request('/v1/carts', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"currency":"USD"}',
    });

    expect(vi.mocked(execute).mock.lastCall?.[1].body).toEqual({ currency: 'USD' });
  });

  it('hands a webhook its bytes', async () => {
    await request('/v1/webhooks/stripe', { method: 'POST', body: '{"a":1.0}' });

    expect(vi.mocked(execute).mock.lastCall?.[1].rawBody.toString()).toBe('{"a":1.0}');
  });

  it.each([
    { method: 'POST', path: '/v1/carts', headers: {}, status: 400 },
    { method: 'POST', path: '/v1/carts', headers: { 'content-type': 'application/json' }, status: 400 },
    { method: 'DELETE', path: '/v1/orders', headers: {}, status: 405 },
    { method: 'GET', path: '/nothing', headers: {}, status: 404 },
  ])('answers $status to $method $path', async ({ method, path, headers, status }) => {
    const response = await request(path, { method, headers, ...(method === 'POST' && { body: 'x' }) });

    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
  });

  it('serves the documentation', async () => {
    expect(await (await request('/docs/')).text()).toContain('Topheavy API');
    expect(await (await request('/docs/start.js')).text()).toContain('SwaggerUIBundle');
  });

  it('has the headers of helmet', async () => {
    expect((await request('/health/live')).headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('limits the requests of a minute', async () => {
    const limited = { ...context, config: { ...context.config, rateLimitPerMinute: 1 } };
    const other = createServer(createApp(limited)).listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}/v1/orders`;

    await fetch(url, { headers: { authorization: 'Bearer th_a' } });
    const second = await fetch(url, { headers: { authorization: 'Bearer th_a' } });
    const somebodyElse = await fetch(url);
    other.close();

    expect(second.status).toBe(429);
    expect(somebodyElse.status).toBe(200);
  });
});

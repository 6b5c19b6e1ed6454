import { describe, expect, it, vi } from 'vitest';
import { metricsApp } from '#api/system/metrics-app.ts';
import { readLiveness } from '#api/system/read-liveness.ts';
import { readOpenApi } from '#api/system/read-open-api.ts';
import { readProblemType } from '#api/system/read-problem-type.ts';
import { readReadiness } from '#api/system/read-readiness.ts';
import { addProcessMetrics, createMetrics } from '#api/metrics.ts';
import { mockContext } from '../support/context.ts';
import { handle } from '../support/requests.ts';

describe('health', () => {
  it('is live', async () => {
    await expect(handle(readLiveness, {}, {})).resolves.toEqual({ status: 200, body: { status: 'live' } });
  });

  it('is ready when the database answers', async () => {
    const { context } = mockContext({}, [{}]);

    await expect(handle(readReadiness, {}, context)).resolves.toMatchObject({ body: { status: 'ready' } });
  });

  it('is not ready while it stops', async () => {
    const { context } = mockContext({ lifecycle: { stopping: true } });

    await expect(handle(readReadiness, {}, context)).rejects.toMatchObject({
      slug: 'dependency-unavailable',
    });
  });

  it('is not ready without its database', async () => {
    const { context } = mockContext({}, new Error('down'));

    await expect(handle(readReadiness, {}, context)).rejects.toThrow('down');
  });
});

describe('readOpenApi', () => {
  it('describes every operation', async () => {
    const { body } = await handle(readOpenApi, {}, {});

    expect(body).toMatchObject({
      openapi: '3.1.0',
      paths: { '/v1/orders': { post: { operationId: 'placeOrder' }, get: { operationId: 'listOrders' } } },
    });
  });
});

describe('readProblemType', () => {
  it('says what a problem means', async () => {
    await expect(handle(readProblemType, { params: { slug: 'order-not-found' } }, {})).resolves.toEqual({
      status: 200,
      body: { type: '/problems/order-not-found', title: 'There is no such order', status: 404 },
    });
  });

  it('throws route-not-found', async () => {
    await expect(handle(readProblemType, { params: { slug: 'x' } }, {})).rejects.toMatchObject({
      slug: 'route-not-found',
    });
  });
});

describe('metricsApp', () => {
  const get = async (url: string, metrics = createMetrics()) => {
    const response = { writeHead: vi.fn(() => response), end: vi.fn<(text?: string) => void>() };
    metricsApp(metrics)({ method: 'GET', url } as never, response as never);
    await vi.waitFor(() => expect(response.end).toHaveBeenCalledOnce());
    return response;
  };

  it('serves the metrics', async () => {
    const metrics = createMetrics();
    addProcessMetrics(metrics);
    const { writeHead, end } = await get('/metrics', metrics);

    expect(writeHead).toHaveBeenCalledWith(200, expect.anything());
    expect(end).toHaveBeenCalledWith(expect.stringContaining('http_request_duration_seconds'));
  });

  it('answers 404 to other paths', async () => {
    expect((await get('/')).writeHead).toHaveBeenCalledWith(404);
  });

  it('answers 500 when they cannot be collected', async () => {
    const registry = { metrics: () => Promise.reject(new Error('x')) };

    expect((await get('/metrics', { registry } as never)).writeHead).toHaveBeenCalledWith(500);
  });
});

import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '#api/http/cursor.ts';
import { errorHandler } from '#api/http/error-handler.ts';
import { etag, requireIfMatch } from '#api/http/etag.ts';
import { positiveMoneySchema } from '#api/http/money-schema.ts';
import { pageQuery, toPage } from '#api/http/page.ts';
import { render } from '#api/http/render.ts';
import { requestLog } from '#api/http/request-log.ts';
import { send } from '#api/http/send.ts';
import { textSchema } from '#api/http/text-schema.ts';
import { validate } from '#api/http/validate.ts';
import { problem } from '#api/problems/problem.ts';
import { mockContext, mockLogger } from '../support/context.ts';
import { uuid } from '../support/rows.ts';

const mockResponse = (overrides: object = {}) => {
  const listeners: Record<string, () => void> = {};
  const response = {
    locals: { requestId: uuid(99), logger: mockLogger() } as Record<string, unknown>,
    headersSent: false,
    writableFinished: true,
    statusCode: 200,
    req: { fresh: false },
    status: vi.fn(() => response),
    set: vi.fn(() => response),
    removeHeader: vi.fn(),
    end: vi.fn(),
    once: vi.fn((name: string, listener: () => void) => (listeners[name] = listener)),
    emit: (name: string) => listeners[name]?.(),
    ...overrides,
  };
  return response;
};

describe('cursor', () => {
  it('decodes what it encoded', () => {
    expect(decodeCursor(encodeCursor(uuid(1), { a: 1 }), { a: 1 })).toBe(uuid(1));
  });

  it.each(['nonsense', Buffer.from('{"v":2}').toString('base64url'), encodeCursor(uuid(1), { a: 2 })])(
    'refuses %s',
    (cursor) => {
      expect(() => decodeCursor(cursor, { a: 1 })).toThrow(
        expect.objectContaining({ slug: 'validation-failed' }),
      );
    },
  );
});

describe('etag', () => {
  it('is the version', () => {
    expect(etag(3)).toBe('"3"');
    expect(etag(3, { a: 1 })).toMatch(/^"3-[0-9a-f]{12}"$/);
  });

  it('is read back from If-Match', () => {
    expect(requireIfMatch(etag(3, { a: 1 }))).toBe(3);
  });
});

describe('page', () => {
  it.each([
    { given: '5', expected: 5 },
    { given: '500', expected: 100 },
  ])('reads a limit of $given as $expected', ({ given, expected }) => {
    expect(pageQuery.limit.parse(given)).toBe(expected);
  });

  it('has no next page when all rows are shown', () => {
    expect(toPage([{ id: uuid(1) }], 1, {}, (row) => row.id)).toEqual({ items: [uuid(1)], nextCursor: null });
  });
});

describe('money and text', () => {
  it('takes money above zero', () => {
    expect(positiveMoneySchema.parse({ amount: 1, currency: 'EUR' })).toEqual({ amount: 1, currency: 'EUR' });
    expect(positiveMoneySchema.safeParse({ amount: 0, currency: 'EUR' }).success).toBe(false);
  });

  it('trims text and refuses NUL', () => {
    expect(textSchema(1, 5).parse(' ab ')).toBe('ab');
    expect(textSchema(1, 5).safeParse('a\0').success).toBe(false);
  });
});

describe('validate', () => {
  it('reports the fields of all parts', () => {
    const schemas = { params: z.object({ id: z.uuid() }), body: z.object({ 'a/b': z.int() }) };

    expect(() => validate(schemas, { params: { id: 'x' }, query: {}, body: { 'a/b': 'y' } })).toThrow(
      expect.objectContaining({
        detail: '2 fields are invalid; see errors.',
        extra: {
          errors: [
            expect.objectContaining({ pointer: '/params/id' }),
            expect.objectContaining({ pointer: '/body/a~1b' }),
          ],
        },
      }),
    );
  });

  it('shortens long messages', () => {
    const body = z.string().refine(() => false, 'x'.repeat(300));

    expect(() => validate({ body }, { params: {}, query: {}, body: 'a' })).toThrow(
      expect.objectContaining({
        extra: { errors: [expect.objectContaining({ detail: `${'x'.repeat(200)}…` })] },
      }),
    );
  });
});

describe('render', () => {
  it('renders a problem', () => {
    const rendered = render(
      { problem: problem('rate-limited', { detail: 'Too many.', headers: { 'Retry-After': '5' } }) },
      uuid(99),
    );

    expect(rendered).toMatchObject({
      status: 429,
      headers: { 'content-type': 'application/problem+json', 'retry-after': '5' },
    });
    expect(JSON.parse(rendered.body ?? '')).toMatchObject({ type: '/problems/rate-limited' });
  });

  it('renders no body', () => {
    expect(render({ status: 204 }, uuid(99))).toEqual({ status: 204, headers: {}, body: null });
  });
});

describe('send', () => {
  const rendered = { status: 200, headers: { etag: '"1"' }, body: '{}' };

  it('sends the answer', () => {
    const response = mockResponse();

    send(response as never, rendered);

    expect(response.status).toHaveBeenCalledWith(200);
    expect(response.end).toHaveBeenCalledWith('{}');
  });

  it('sends 304 when the client has it', () => {
    const response = mockResponse({ req: { fresh: true } });

    send(response as never, rendered);

    expect(response.status).toHaveBeenLastCalledWith(304);
    expect(response.removeHeader).toHaveBeenCalledWith('content-type');
    expect(response.end).toHaveBeenCalledWith();
  });
});

describe('errorHandler', () => {
  const handleError = (error: unknown, response = mockResponse()) => {
    const next = vi.fn<(error: unknown) => void>();
    errorHandler(error, {} as never, response as never, next);
    return { response, next, logger: response.locals['logger'] as ReturnType<typeof mockLogger> };
  };

  it('answers with the problem', () => {
    const { response, logger } = handleError(problem('order-not-found', { detail: 'No such order.' }));

    expect(response.status).toHaveBeenCalledWith(404);
    expect(logger.error).not.toHaveBeenCalled();
  });

  it('logs our own faults as errors', () => {
    const { response, logger } = handleError(new Error('bug'));

    expect(response.status).toHaveBeenCalledWith(500);
    expect(logger.error).toHaveBeenCalledOnce();
  });

  it('logs an outage as a warning', () => {
    expect(
      handleError(problem('dependency-unavailable', { detail: 'It is down.' })).logger.warn,
    ).toHaveBeenCalledOnce();
  });

  it('leaves an answer alone that has begun', () => {
    const error = new Error('late');

    expect(handleError(error, mockResponse({ headersSent: true })).next).toHaveBeenCalledWith(error);
  });
});

describe('requestLog', () => {
  it.each([
    { path: '/v1/orders', finished: true, level: 'info', status: 200 },
    { path: '/health/live', finished: true, level: 'debug', status: 200 },
    { path: '/v1/orders', finished: false, level: 'info', status: 499 },
  ] as const)('logs $path as $level with $status', ({ path, finished, level, status }) => {
    const { context } = mockContext();
    const response = mockResponse({ writableFinished: finished });
    const next = vi.fn<() => void>();

    void requestLog(context)({ path, method: 'GET' } as never, response as never, next);
    response.emit('close');

    expect(next).toHaveBeenCalledOnce();
    expect(context.metrics.httpRequests.observe).toHaveBeenCalledWith(
      { operation: 'none', status: String(status) },
      expect.any(Number),
    );
    expect(context.logger[level]).toHaveBeenCalledOnce();
  });
});

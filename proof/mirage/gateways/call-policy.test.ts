import { describe, expect, it, vi } from 'vitest';
import { CallFailure, refusal } from '#api/gateways/call-failure.ts';
import { connectionFailure } from '#api/gateways/connection-failure.ts';
import { createCallPolicy } from '#api/gateways/create-call-policy.ts';
import { failureMeaning, isOutage } from '#api/gateways/failure-meaning.ts';
import { parseAnswer } from '#api/gateways/parse-answer.ts';
import { reportCalls } from '#api/gateways/report-calls.ts';
import { mockContext } from '../support/context.ts';
import { z } from 'zod';

const config = { deadlineMs: 1000, retryDelayMs: 1, breakerFailures: 2, breakerHalfOpenAfterMs: 10_000 };
const attempts = (...failures: unknown[]) => {
  const attempt = vi.fn<() => Promise<string>>().mockResolvedValue('answer');
  for (const failure of failures) attempt.mockRejectedValueOnce(failure);
  return attempt;
};
const lost = new CallFailure('lost', 'connection lost');

describe('createCallPolicy', () => {
  it('returns the answer', async () => {
    const onCall = vi.fn<(call: object) => void>();
    const call = createCallPolicy('tax', config, { onCall });

    await expect(call({ operation: 'vat-of', effect: 'none' }, attempts())).resolves.toBe('answer');
    expect(onCall).toHaveBeenCalledWith(
      expect.objectContaining({ gateway: 'tax', operation: 'vat-of', outcome: 'ok' }),
    );
  });

  it.each(['none', 'keyed'] as const)('repeats once what is safe to repeat: %s', async (effect) => {
    const attempt = attempts(lost);

    await expect(createCallPolicy('tax', config)({ operation: 'x', effect }, attempt)).resolves.toBe(
      'answer',
    );
    expect(attempt).toHaveBeenCalledTimes(2);
  });

  it('does not repeat what counts twice', async () => {
    const attempt = attempts(lost);

    await expect(
      createCallPolicy('shipping', config)({ operation: 'buy', effect: 'once' }, attempt),
    ).rejects.toMatchObject({ failure: 'unknown' });
    expect(attempt).toHaveBeenCalledOnce();
  });

  it('does not repeat a refusal', async () => {
    const attempt = attempts(refusal(402, 'card_declined'));

    await expect(
      createCallPolicy('payments', config)({ operation: 'x', effect: 'keyed' }, attempt),
    ).rejects.toMatchObject({ failure: 'rejected', code: 'card_declined' });
    expect(attempt).toHaveBeenCalledOnce();
  });

  it('is unknown when the first of two attempts may have worked', async () => {
    const attempt = attempts(lost, new CallFailure('not-sent', 'no connection'));

    await expect(
      createCallPolicy('payments', config)({ operation: 'x', effect: 'keyed' }, attempt),
    ).rejects.toMatchObject({ failure: 'unknown' });
  });

  it('ends at the deadline', async () => {
    const call = createCallPolicy('tax', { ...config, deadlineMs: 20 });

    await expect(
      call({ operation: 'x', effect: 'keyed' }, () => new Promise<never>(() => {})),
    ).rejects.toMatchObject({ failure: 'unknown' });
  });

  it('opens the breaker', async () => {
    const { context } = mockContext();
    const call = createCallPolicy('tax', config, { logger: context.logger });
    await call({ operation: 'x', effect: 'none' }, attempts(lost, lost)).catch(() => {});
    const attempt = attempts();

    await expect(call({ operation: 'x', effect: 'none' }, attempt)).rejects.toThrow('the breaker is open');
    expect(attempt).not.toHaveBeenCalled();
    expect(context.logger.warn).toHaveBeenCalledWith(
      { gateway: 'tax' },
      expect.stringContaining('breaker opened'),
    );
  });
});

describe('failureMeaning', () => {
  it.each([
    { failure: new CallFailure('not-sent', ''), effect: 'once', expected: 'unavailable' },
    { failure: refusal(429), effect: 'once', expected: 'unavailable' },
    { failure: refusal(401), effect: 'keyed', expected: 'unavailable' },
    { failure: refusal(402), effect: 'keyed', expected: 'rejected' },
    { failure: refusal(408), effect: 'keyed', expected: 'unknown' },
    { failure: refusal(409, 'idempotency_key_in_use'), effect: 'keyed', expected: 'unknown' },
    { failure: refusal(500), effect: 'keyed', expected: 'unknown' },
    { failure: refusal(500), effect: 'none', expected: 'unavailable' },
    { failure: new CallFailure('timed-out', ''), effect: 'once', expected: 'unknown' },
  ] as const)('is $expected', ({ failure, effect, expected }) => {
    expect(failureMeaning(failure, effect)).toBe(expected);
  });

  it('knows outages', () => {
    expect(isOutage(refusal(503))).toBe(true);
    expect(isOutage(refusal(404))).toBe(false);
    expect(isOutage(new CallFailure('timed-out', ''))).toBe(true);
  });
});

describe('connectionFailure', () => {
  it.each([
    { error: { syscall: 'connect', code: 'ECONNREFUSED' }, kind: 'not-sent' },
    { error: { cause: { code: 'ECONNRESET' } }, kind: 'lost' },
    { error: { errors: [{ syscall: 'getaddrinfo', code: 'ENOTFOUND' }] }, kind: 'not-sent' },
    { error: new SyntaxError('x'), kind: 'unreadable' },
    { error: 'text', kind: 'unreadable' },
  ])('is $kind', ({ error, kind }) => {
    expect(connectionFailure(error)).toMatchObject({ kind });
  });
});

describe('parseAnswer', () => {
  it('returns what was parsed', () => {
    expect(parseAnswer(z.object({ a: z.int() }), { a: 1, b: 2 })).toEqual({ a: 1 });
  });

  it('names the fields that are wrong, not their values', () => {
    expect(() => parseAnswer(z.object({ a: z.int() }), { a: 'secret' })).toThrow('a: invalid_type');
    expect(() => parseAnswer(z.object({ a: z.int() }), 'secret')).toThrow('(body): invalid_type');
  });
});

describe('reportCalls', () => {
  it('measures the call', () => {
    const { context } = mockContext();
    const call = { gateway: 'tax', operation: 'vat-of', outcome: 'ok' } as const;

    reportCalls(context.logger, context.metrics).onCall?.({ ...call, durationMs: 500 });

    expect(context.metrics.gatewayCalls.observe).toHaveBeenCalledWith(call, 0.5);
  });
});

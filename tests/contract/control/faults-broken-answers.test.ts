import type { FaultEffect } from '@topheavy/fakes';
import { describe, expect } from 'vitest';
import { heldPayment } from '../stripe/given.ts';
import { refusal, test } from '../stripe/stripe-test.ts';
import { controlWays } from './control-ways.ts';
import { rawExchange, type RawAnswer } from './raw-exchange.ts';

const list = { op: 'stripe.payment_intents.list' };
const authorization = { authorization: 'Bearer sk_test_contract' };
const whole = '{"object":"list","url":"/v1/payment_intents","has_more":false,"data":[]}';

const ask = ({ urls }: { urls: { stripe: string } }): Promise<RawAnswer> =>
  rawExchange(`${urls.stripe}/v1/payment_intents`, authorization);

describe.for(controlWays)('An answer that breaks on its way, $way', ({ controlOf }) => {
  test('drips: the head at once, then so many bytes at a time, until all is there', async ({ fakes }) => {
    await controlOf(fakes).arm({
      on: list,
      phase: 'after-effect',
      effect: { kind: 'drip', bytes: 20, everyMs: 2 },
    });

    const { head, pieces, ended } = await ask(fakes);

    expect(head).toContain(`content-length: ${whole.length}\r\n`);
    expect(pieces.map(({ length }) => length)).toEqual([20, 20, 20, 12]);
    expect([pieces.join(''), ended]).toEqual([whole, 'end']);
  });

  const cuts: [string, FaultEffect, { header: string; body: string; ended: string }][] = [
    [
      'is truncated: it promises more bytes than come',
      { kind: 'truncate', at: 10, how: 'content-length' },
      { header: `content-length: ${whole.length}`, body: whole.slice(0, 10), ended: 'end' },
    ],
    [
      'is truncated: its last chunk never comes',
      { kind: 'truncate', at: 10, how: 'chunked' },
      { header: 'transfer-encoding: chunked', body: `a\r\n${whole.slice(0, 10)}\r\n`, ended: 'end' },
    ],
    [
      'is truncated and says that this is all',
      { kind: 'truncate', at: 10, how: 'clean' },
      { header: 'content-length: 10', body: whole.slice(0, 10), ended: 'end' },
    ],
    [
      'is truncated before its first byte',
      { kind: 'truncate', at: 0, how: 'content-length' },
      { header: `content-length: ${whole.length}`, body: '', ended: 'end' },
    ],
    [
      'has a chunk whose size is no number',
      { kind: 'malformed-chunk' },
      {
        header: 'transfer-encoding: chunked',
        body: `24\r\n${whole.slice(0, 36)}\r\nno-size\r\n`,
        ended: 'end',
      },
    ],
    [
      'is reset in the middle of its body',
      { kind: 'reset', at: 10 },
      { header: `content-length: ${whole.length}`, body: whole.slice(0, 10), ended: 'ECONNRESET' },
    ],
    [
      'is reset between head and body',
      { kind: 'reset', at: 0 },
      { header: `content-length: ${whole.length}`, body: '', ended: 'ECONNRESET' },
    ],
    ['is empty', { kind: 'body', body: '' }, { header: 'content-length: 0', body: '', ended: 'end' }],
  ];
  for (const [title, effect, expected] of cuts) {
    test(title, async ({ fakes }) => {
      const control = controlOf(fakes);
      const fault = await control.arm({ on: list, phase: 'after-effect', effect });

      const { head, body, ended } = await ask(fakes);

      expect(head).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
      expect(head.toLowerCase()).toContain(`${expected.header}\r\n`);
      expect({ body, ended }).toEqual({ body: expected.body, ended: expected.ended });
      expect(await control.journal(list)).toMatchObject([{ faultId: fault, status: 200 }]);
      expect((await ask(fakes)).body).toBe(whole);
    });
  }

  test('that is too short to be cut there stays whole, and the fault has not fired', async ({ fakes }) => {
    const control = controlOf(fakes);
    const fault = await control.arm({
      on: list,
      phase: 'after-effect',
      effect: { kind: 'truncate', at: whole.length, how: 'clean' },
    });

    expect((await ask(fakes)).body).toBe(whole);

    expect(await control.unfired()).toMatchObject([
      {
        id: fault,
        matched: 1,
        misfit: `The answer has ${whole.length} bytes: it cannot be cut after ${whole.length}.`,
      },
    ]);
    await control.disarm(fault);
  });

  test('ends in the middle of a drip when the fakes are reset', async ({ fakes }) => {
    const control = controlOf(fakes);
    const hourMs = 3_600_000;
    await control.arm({
      id: 'drip',
      on: list,
      phase: 'after-effect',
      effect: { kind: 'drip', bytes: 1, everyMs: hourMs },
    });
    const dripping = ask(fakes);
    await control.untilHeld('drip');

    await control.reset();

    const { head, body } = await dripping;
    expect(head).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(body).toBe('');
  });
});

describe("Stripe's SDK", () => {
  test('waits for a drip longer than its timeout, which is for silence only', async ({ control, stripe }) => {
    const timeoutMs = 600;
    const drip = { kind: 'drip', bytes: 4, everyMs: 40 } as const;
    const tookMsAtLeast = Math.ceil(whole.length / drip.bytes) * drip.everyMs;
    await control.arm({ on: list, phase: 'after-effect', effect: drip });

    const { data } = await stripe.paymentIntents.list({}, { timeout: timeoutMs });

    expect(tookMsAtLeast).toBeGreaterThan(timeoutMs);
    expect(data).toEqual([]);
  });

  const outcomes: [string, FaultEffect, string, RegExp][] = [
    [
      'loses its connection when an answer is shorter than promised',
      { kind: 'truncate', at: 10, how: 'content-length' },
      'StripeConnectionError',
      /connection to Stripe/,
    ],
    [
      'loses its connection when the last chunk never comes',
      { kind: 'truncate', at: 10, how: 'chunked' },
      'StripeConnectionError',
      /connection to Stripe/,
    ],
    [
      'loses its connection at a malformed chunk',
      { kind: 'malformed-chunk' },
      'StripeConnectionError',
      /connection to Stripe/,
    ],
    [
      'loses its connection at a reset within the body',
      { kind: 'reset', at: 10 },
      'StripeConnectionError',
      /connection to Stripe/,
    ],
    [
      'cannot read an answer that was cut cleanly',
      { kind: 'truncate', at: 10, how: 'clean' },
      'StripeAPIError',
      /Invalid JSON/,
    ],
    ['cannot read an empty answer', { kind: 'body', body: '' }, 'StripeAPIError', /Invalid JSON/],
    ['cannot read an HTML page', { kind: 'html', code: 200 }, 'StripeAPIError', /Invalid JSON/],
    [
      'takes an error in a 200 for an error',
      { kind: 'body', body: { error: { message: 'not today' } } },
      'StripeAPIError',
      /not today/,
    ],
  ];
  for (const [title, effect, type, message] of outcomes) {
    test(`${title}, though the payment was captured`, async ({ control, stripe }) => {
      const { id } = await stripe.paymentIntents.create(heldPayment());
      const capture = { op: 'stripe.payment_intents.capture' };
      await control.arm({ on: capture, phase: 'after-effect', effect });

      const error = await refusal(stripe.paymentIntents.capture(id));

      expect([error.type, error.message]).toEqual([type, expect.stringMatching(message)]);
      expect((await stripe.paymentIntents.retrieve(id)).amount_received).toBe(10_000);
      expect(await control.journal(capture)).toHaveLength(1);
    });
  }

  test('repeats a call once by itself when the connection is reset, under the same key', async ({
    control,
    stripe,
  }) => {
    const create = { op: 'stripe.payment_intents.create' };
    await control.arm({ on: create, phase: 'after-effect', effect: { kind: 'reset', at: 'start' } });

    const intent = await stripe.paymentIntents.create(heldPayment());

    expect(await control.journal(create)).toMatchObject([
      { attempt: 1, replayed: false, status: null },
      { attempt: 2, replayed: true, status: 200, responseBody: { id: intent.id } },
    ]);
  });

  for (const [title, headers] of [
    ['seconds', { 'retry-after': '2' }],
    ['a date', { 'retry-after': new Date(Date.UTC(2030, 0, 1)).toUTCString() }],
    ['no hint', {}],
  ] as const) {
    test(`gives up at once on a 429 with ${title} when to try again`, async ({ control, stripe }) => {
      await control.arm({
        on: list,
        phase: 'before-effect',
        effect: { kind: 'status', code: 429, headers, body: { error: { message: 'too many' } } },
      });

      const error = await refusal(stripe.paymentIntents.list());

      expect([error.type, error.headers?.['retry-after']]).toEqual([
        'StripeRateLimitError',
        'retry-after' in headers ? headers['retry-after'] : undefined,
      ]);
      expect(await control.journal(list)).toHaveLength(1);
    });
  }
});

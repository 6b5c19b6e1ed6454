import { describe, expect, test } from 'vitest';
import { isDeviation } from '../target/deviations.ts';
import { differences } from '../target/differences.ts';
import { redact } from '../target/redact.ts';

const body = (provider: Parameters<typeof redact>[0], value: unknown): unknown =>
  redact(provider, { method: 'GET', path: '/', status: 200, headers: {}, body: value }).body;

describe('a recording', () => {
  test.for([
    ['an id keeps its prefix', { id: 'pi_3Nx8kLmQ2eZvKYlo2C0abcde' }, { id: '<pi_…>' }],
    ['an id without a prefix', { id: 'ADJ000000000000000000001' }, { id: '<id>' }],
    ['a UUID', { id: '4ef9a417-02e9-4d39-ad75-9611e0fcc33c' }, { id: '<uuid>' }],
    ['a secret', { client_secret: 'pi_1_secret_2' }, { client_secret: '<secret>' }],
    ['a key', { key: 'sk_test_1' }, { key: '<key>' }],
    ['an address', { to: ['Ada <ada@customer.example>'] }, { to: ['<address>'] }],
    ['a time in seconds', { created: 1_795_000_000 }, { created: '<unix time>' }],
    ['a time keeps its form', { at: '2026-11-21T03:53:10.5Z' }, { at: '<0000-00-00T00:00:00.0Z>' }],
    ['a link', { label_url: 'https://files.example/1.png' }, { label_url: '<url>' }],
    ['a sentence', { message: 'No such thing: x' }, { message: '<text>' }],
  ] as const)('has a placeholder for %s', ([, value, expected]) => {
    expect(body('stripe', value)).toEqual(expected);
  });

  test('keeps the words and numbers that a client depends on', () => {
    const intent = {
      object: 'payment_intent',
      status: 'requires_capture',
      amount: 10_000,
      livemode: false,
      code: null,
    };
    expect(body('stripe', intent)).toEqual(intent);
    expect(body('vatcomply', [{ standard_rate: 20, reduced_rates: [5.5, 10] }])).toEqual([
      { standard_rate: 20, reduced_rates: [10, 5.5] },
    ]);
  });

  test('has the form of a price and not the price', () => {
    expect(body('easypost', { rate: '12.80', usps_zone: 8 })).toEqual({
      rate: '<0.00>',
      usps_zone: '<number>',
    });
    expect(body('frankfurter', { base: 'EUR', rate: 1.1632 })).toEqual({ base: 'EUR', rate: '<number>' });
  });

  test('says of a list which kinds of elements it has', () => {
    const rates = [{ rate: '1.00' }, { rate: '2.50' }, { rate: null }];
    expect(body('easypost', { rates })).toEqual({ rates: [{ rate: '<0.00>' }, { rate: null }] });
  });

  test('keeps method, path without ids, status and the headers that a client reads', () => {
    const exchange = {
      method: 'POST',
      path: '/v1/payment_intents/pi_3Nx8kLmQ2eZvKYlo2C0abcde/capture?after=pi_3Nx8kLmQ2eZvKYlo2C0abcde',
      status: 402,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'idempotent-replayed': 'true',
        'request-id': 'req_1',
        date: 'today',
      },
      body: {},
    };
    expect(redact('stripe', exchange)).toEqual({
      method: 'POST',
      path: '/v1/payment_intents/<pi_…>/capture?after=<pi_…>',
      status: 402,
      headers: { 'content-type': 'application/json', 'idempotent-replayed': 'true' },
      body: {},
    });
  });
});

describe('the comparison with a recording', () => {
  const recorded = { status: 'submitted', rates: [{ rate: '<0.00>' }], amount: 1000, fee: null };

  test('finds nothing where the fake answers alike', () => {
    expect(differences(recorded, structuredClone(recorded))).toEqual([]);
  });

  test.for([
    ['a value', { ...recorded, status: 'refunded' }, '$.status', '"submitted"', '"refunded"'],
    ['a type', { ...recorded, amount: '1000' }, '$.amount', '1000', '"1000"'],
    ['a form', { ...recorded, rates: [{ rate: '<0.0>' }] }, '$.rates[0].rate', '"<0.00>"', '"<0.0>"'],
    ['a field that is missing', { ...recorded, fee: undefined }, '$.fee', 'null', 'nothing'],
    ['a field too many', { ...recorded, tax: 1 }, '$.tax', 'nothing', '1'],
    ['null for nothing', { ...recorded, rates: null }, '$.rates', '[{"rate":"<0.00>"}]', 'null'],
  ] as const)('names %s', ([, found, path, was, is]) => {
    expect(differences(recorded, found)).toEqual([{ path, recorded: was, found: is }]);
  });

  test('forgives what is listed, and nothing beside it', () => {
    const known = [{ path: '$.body.data[*].receipt', reason: 'the fake sends no mail' }];
    const forgiven = [
      '$.body.data[3].receipt',
      '$.body.data[0].receipt.url',
      '$.body.data[0].receipts',
      '$.body.data',
    ];
    expect(forgiven.map((path) => isDeviation(known, path))).toEqual([true, true, false, false]);
  });
});

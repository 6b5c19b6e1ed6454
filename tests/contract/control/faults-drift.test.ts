import type { DriftChange } from '@topheavy/fakes';
import { describe, expect } from 'vitest';
import { answerOf } from '../answer-of.ts';
import { heldPayment } from '../stripe/given.ts';
import { test } from '../stripe/stripe-test.ts';
import { controlWays } from './control-ways.ts';

const rates = { op: 'vatcomply.vat_rates.list' };
const stock = { op: 'square.inventory.retrieve_count' };

describe.for(controlWays)('An answer that drifts from its contract, $way', ({ controlOf }) => {
  // Undefined: the field is not there.
  const changes: [string, DriftChange, Record<string, unknown>][] = [
    [
      'has a field under another name',
      { change: 'rename', path: '$[0].standard_rate', to: 'rate' },
      { standard_rate: undefined, rate: 19 },
    ],
    [
      'has a number as a text',
      { change: 'retype', path: '$[0].standard_rate', to: 'string' },
      { standard_rate: '19' },
    ],
    [
      'has a text as a flag',
      { change: 'retype', path: '$[0].country_code', to: 'boolean' },
      { country_code: true },
    ],
    [
      'has a text as a number',
      { change: 'retype', path: '$[0].country_code', to: 'number' },
      { country_code: 0 },
    ],
    [
      'has nothing where a number was',
      { change: 'retype', path: '$[0].standard_rate', to: 'null' },
      { standard_rate: null },
    ],
    [
      'has a list where one value was',
      { change: 'retype', path: '$[0].standard_rate', to: 'array' },
      { standard_rate: [19] },
    ],
    [
      'has an object where a value was',
      { change: 'retype', path: '$[0].standard_rate', to: 'object' },
      { standard_rate: { value: 19 } },
    ],
    ['lacks a field', { change: 'remove', path: '$[0].standard_rate' }, { standard_rate: undefined }],
    [
      'has one field more',
      { change: 'add', path: '$[0].valid_from', value: '2030-01-01' },
      { valid_from: '2030-01-01' },
    ],
    [
      'has a value that nobody listed',
      { change: 'enum', path: '$[0].country_code', value: 'ZZ' },
      { country_code: 'ZZ' },
    ],
    [
      'has a factor where a percentage was',
      { change: 'unit', path: '$[0].standard_rate', times: 0.01 },
      { standard_rate: 0.19 },
    ],
    [
      'has hundredths where units were',
      { change: 'unit', path: '$[0].standard_rate', times: 100 },
      { standard_rate: 1900 },
    ],
    [
      'has a field one level down',
      { change: 'nest', path: '$[0].standard_rate', under: 'tax' },
      { standard_rate: undefined, tax: { standard_rate: 19 } },
    ],
  ];
  for (const [title, change, expected] of changes) {
    test(title, async ({ fakes }) => {
      const control = controlOf(fakes);
      const url = `${fakes.urls.vatcomply}/vat_rates?country_code=DE`;
      await control.arm({ on: rates, phase: 'after-effect', effect: { kind: 'drift', changes: [change] } });

      const drifted = await answerOf(url);
      const right = (await answerOf(url)).body as [object];

      expect(drifted.status).toBe(200);
      expect(drifted.body).toEqual([{ ...right[0], ...expected }]);
      expect(right).toMatchObject([{ country_code: 'DE', standard_rate: 19 }]);
    });
  }

  test('can have several changes, each item of a list among them', async ({ fakes }) => {
    const control = controlOf(fakes);
    await control.arm({
      on: rates,
      phase: 'after-effect',
      effect: {
        kind: 'drift',
        changes: [
          { change: 'rename', path: '$[*].standard_rate', to: 'rate' },
          { change: 'unit', path: '$[*].rate', times: 0.01 },
        ],
      },
    });

    const { body } = await answerOf(`${fakes.urls.vatcomply}/vat_rates`);

    const list = body as { rate: number }[];
    expect(list.length).toBeGreaterThan(20);
    for (const { rate } of list) expect(rate).toBeLessThan(1);
  });

  test('can lose the items of a list', async ({ fakes }) => {
    await controlOf(fakes).arm({
      on: rates,
      phase: 'after-effect',
      effect: { kind: 'drift', changes: [{ change: 'remove', path: '$[*]' }] },
    });
    expect((await answerOf(`${fakes.urls.vatcomply}/vat_rates`)).body).toEqual([]);
  });

  test('has whole hundredths of a rate that no double holds exactly', async ({ fakes }) => {
    const control = controlOf(fakes);
    await control.given('vatcomply', 'vat_rate', { country_code: 'DE', standard_rate: 16.1 });
    await control.arm({
      on: rates,
      phase: 'after-effect',
      effect: { kind: 'drift', changes: [{ change: 'unit', path: '$[0].standard_rate', times: 100 }] },
    });

    const { body } = await answerOf(`${fakes.urls.vatcomply}/vat_rates?country_code=DE`);

    expect(body).toMatchObject([{ standard_rate: 1610 }]);
  });

  test('keeps a decimal text a text in another unit', async ({ fakes }) => {
    const control = controlOf(fakes);
    await control.given('square', 'stock', { catalog_object_id: 'MUG', location_id: 'L1', quantity: '12' });
    await control.arm({
      on: stock,
      phase: 'after-effect',
      effect: { kind: 'drift', changes: [{ change: 'unit', path: '$.counts[0].quantity', times: 0.01 }] },
    });

    const { body } = await answerOf(`${fakes.urls.square}/v2/inventory/MUG`, {
      headers: { authorization: 'Bearer sq_contract' },
    });

    expect(body).toMatchObject({ counts: [{ quantity: '0.12' }] });
  });

  for (const [title, change, misfit] of [
    [
      'that the answer has no place for',
      { change: 'remove', path: '$[0].rate' },
      'The answer has no place $[0].rate: [{"country_code":"DE"',
    ],
    [
      'that would add what is there',
      { change: 'add', path: '$[0].standard_rate', value: 1 },
      'The answer has $[0].standard_rate already.',
    ],
    [
      'to the type that it has',
      { change: 'retype', path: '$[0].standard_rate', to: 'number' },
      `'retype' leaves $[0].standard_rate as it is: [19]`,
    ],
    [
      'of the unit of a text without a number',
      { change: 'unit', path: '$[0].country_code', times: 100 },
      `'unit' leaves $[0].country_code as it is: ["DE"]`,
    ],
    [
      'to the name of another field',
      { change: 'rename', path: '$[0].standard_rate', to: 'country_code' },
      `'rename' leaves $[0].standard_rate as it is: [19]`,
    ],
  ] as [string, DriftChange, string][]) {
    test(`stays right for a change ${title}, and the fault has not fired`, async ({ fakes }) => {
      const control = controlOf(fakes);
      const fault = await control.arm({
        on: rates,
        phase: 'after-effect',
        effect: {
          kind: 'drift',
          changes: [{ change: 'enum', path: '$[0].country_name', value: 'x' }, change],
        },
      });

      const { body } = await answerOf(`${fakes.urls.vatcomply}/vat_rates?country_code=DE`);

      expect(body).toMatchObject([{ country_code: 'DE', standard_rate: 19, country_name: 'Germany' }]);
      expect(await control.unfired()).toMatchObject([
        { matched: 1, misfit: expect.stringContaining(misfit) },
      ]);
      await control.disarm(fault);
    });
  }
});

describe("Stripe's SDK", () => {
  test('hands a drifted answer on as if it were right', async ({ control, stripe }) => {
    await control.arm({
      on: { op: 'stripe.payment_intents.create' },
      phase: 'after-effect',
      effect: { kind: 'drift', changes: [{ change: 'rename', path: '$.amount', to: 'amount_minor' }] },
    });

    const intent = await stripe.paymentIntents.create(heldPayment());

    expect(intent).toMatchObject({ status: 'requires_capture', amount_minor: 10_000 });
    expect(intent.amount).toBeUndefined();
    expect((await stripe.paymentIntents.retrieve(intent.id)).amount).toBe(10_000);
  });
});

import { formatViolations, type Exchange, type Gate } from '@topheavy/contracts';
import { beforeAll, expect, test } from 'vitest';
import { goodExchanges, type GoodExchange } from './good-exchanges.ts';
import { sharedGate } from '../shared-gate.ts';

let gate: Gate;
let good: readonly GoodExchange[];

beforeAll(async () => {
  gate = await sharedGate();
  good = await goodExchanges();
});

const firstOf = (operation: string): Exchange => {
  const found = good.find((one) => one.operation === operation);
  if (found === undefined) throw new Error(`There is no good exchange of ${operation}.`);
  return found.exchange;
};

type Change = readonly [text: string | RegExp, by: string];

/** What the gate says of the answer with a text of it replaced, which must be in it. */
const complaints = (
  operation: string,
  [text, by]: Change,
  side: 'requestBody' | 'responseBody' | 'target',
) => {
  const exchange = firstOf(operation);
  const spoilt = exchange[side].replace(text, by);
  expect(spoilt).not.toBe(exchange[side]);
  return formatViolations(gate.check({ ...exchange, [side]: spoilt })).split('\n');
};

type Trap = {
  readonly trap: string;
  readonly operation: string;
  readonly change: Change;
  readonly side?: 'requestBody' | 'target';
  readonly complaint: string;
};

const traps: readonly Trap[] = [
  {
    trap: 'a VAT rate as a fraction',
    operation: 'vatcomply.vat_rates.list',
    change: ['"standard_rate":20', '"standard_rate":0.2'],
    complaint: 'response $[0].standard_rate: expected a number >= 15, found 0.2',
  },
  {
    trap: 'a VAT rate in basis points',
    operation: 'vatcomply.vat_rates.list',
    change: ['"standard_rate":20', '"standard_rate":2000'],
    complaint: 'response $[0].standard_rate: expected a number <= 30, found 2000',
  },
  {
    trap: 'a VAT rate nested in a tax',
    operation: 'vatcomply.vat_rates.list',
    change: ['"standard_rate":20', '"tax":{"rate":20}'],
    complaint: 'response $[0].tax: expected no such member, found {"rate":20}',
  },
  {
    trap: 'an amount in units',
    operation: 'stripe.payment_intents.create',
    change: ['"amount":10000', '"amount":100'],
    complaint: 'response $.amount: expected "10000" as asked for in parameters.amount, found 100',
  },
  {
    trap: 'an amount as a fraction of units',
    operation: 'stripe.refunds.create',
    change: ['"amount":4000', '"amount":40.5'],
    complaint: 'response $.amount: expected a integer, found 40.5',
  },
  {
    trap: 'a time in milliseconds',
    operation: 'stripe.refunds.create',
    change: [/"created":(\d+)/, '"created":$1000'],
    complaint: 'response $.created: expected a number <= 9999999999, found',
  },
  {
    trap: 'a status that Stripe does not have',
    operation: 'stripe.payment_intents.create',
    change: ['"status":"succeeded"', '"status":"paid"'],
    complaint: 'response $.status: expected one of "canceled", "processing", "requires_action"',
  },
  {
    trap: 'a price as a number',
    operation: 'easypost.shipments.create',
    change: [/"rate":"([\d.]+)"/, '"rate":$1'],
    complaint: 'response $.rates[0].rate: expected a string, found',
  },
  {
    trap: 'a price with one decimal',
    operation: 'easypost.shipments.create',
    change: [/"rate":"(\d+\.\d)\d"/, '"rate":"$1"'],
    complaint:
      "response $.rates[0].rate: expected an amount as text with two decimals, such as '10.00', found",
  },
  {
    trap: 'a state of stock as a boolean',
    operation: 'square.inventory.retrieve_count',
    change: ['"state":"IN_STOCK"', '"state":true'],
    complaint: 'response $.counts[0].state: expected one of "COMPOSED", "CUSTOM"',
  },
  {
    trap: 'a quantity as a number',
    operation: 'square.inventory.retrieve_count',
    change: ['"quantity":"10"', '"quantity":10'],
    complaint: 'response $.counts[0].quantity: expected a string, found 10',
  },
  {
    trap: 'an exchange rate with more decimals than are published',
    operation: 'frankfurter.rates.retrieve',
    change: [/"rate":(\d\.\d{4})/, '"rate":$11'],
    complaint: 'response $.rate: expected a multiple of 0.0001, found',
  },
  {
    trap: 'an exchange rate from another base',
    operation: 'frankfurter.rates.retrieve',
    change: ['"base":"EUR"', '"base":"USD"'],
    complaint: 'response $.base: expected "EUR" as asked for in path.base, found "USD"',
  },
  {
    trap: 'an id that is none of the provider',
    operation: 'resend.emails.send',
    change: [/"id":"[^"]+"/, '"id":"17"'],
    complaint: 'response $.id: expected a UUID, found "17"',
  },
  {
    trap: 'a currency in a path that is no code',
    operation: 'frankfurter.rates.retrieve',
    side: 'target',
    change: ['/EUR/', '/EURO/'],
    complaint: 'request path.base: expected ',
  },
  {
    trap: 'a parameter that the provider does not take',
    operation: 'stripe.payment_intents.create',
    side: 'requestBody',
    change: ['amount=10000', 'amount=10000&tip=5'],
    complaint: 'request $.tip: expected no such member, found "5"',
  },
  {
    trap: 'a quantity in a request as a number',
    operation: 'square.inventory.batch_change',
    side: 'requestBody',
    change: ['"quantity":"2"', '"quantity":2'],
    complaint: 'request $.changes[0].adjustment.quantity: expected a string, found 2',
  },
  {
    trap: 'a query that the provider does not know',
    operation: 'vatcomply.vat_rates.list',
    side: 'target',
    change: ['/vat_rates', '/vat_rates?country=DE'],
    complaint: 'request $.country: expected no such member, found "DE"',
  },
];

test.for(traps)(
  '$trap is refused, with the place and what was expected',
  ({ operation, change, side, complaint }) => {
    const said = complaints(operation, change, side ?? 'responseBody');

    expect(said).toContainEqual(expect.stringContaining(`${operation} ${complaint}`));
  },
);

test.for([
  ['/v2/vat_rates', 'vatcomply', 'vatcomply.vat_rates.list'],
  ['/v1/payment_intents/pi_%zz', 'stripe', 'stripe.payment_intents.retrieve'],
] as const)('%s, a route that %s does not have, is refused', ([target, provider, operation]) => {
  const exchange = { ...firstOf(operation), target };

  expect(formatViolations(gate.check(exchange))).toBe(
    `no operation request route: expected an operation of ${provider}, found GET ${target}`,
  );
});

test.for([
  ['vatcomply.vat_rates.retrieve', 'vatcomply has vatcomply.vat_rates.list.'],
  ['vat_rates.list', 'An id is PROVIDER.OPERATION, and the providers are stripe, vatcomply, '],
] as const)('%s is no operation, and the error says which there are', ([id, advice]) => {
  expect(() => gate.validate(id, 'response', 200, {}, 'closed')).toThrow(
    `The contract has no operation ${id}. ${advice}`,
  );
});

test('a wrong request is no matter where the provider refused it, and is one where it did not', () => {
  const taken = { ...firstOf('resend.emails.send'), requestBody: '{"subject":17}' };
  const failure = { statusCode: 422, name: 'validation_error', message: 'Invalid `subject` field.' };
  const refused = { ...taken, status: 422, responseBody: JSON.stringify(failure) };

  expect(gate.check(refused)).toEqual([]);
  expect(formatViolations(gate.check(taken))).toContain('request $.subject: expected a string, found 17');
});

test("a fault's answer is not held to the contract, and the request still is", () => {
  const exchange = { ...firstOf('resend.emails.send'), responseBody: '<html>', requestBody: '{}' };

  const said = gate.check(exchange, { faulted: true });

  expect(new Set(said.map(({ side }) => side))).toEqual(new Set(['request']));
});

test('an event is held to its schema like an answer', () => {
  const [event] = good.filter(({ operation }) => operation === 'stripe.events.retrieve');
  const body = event?.exchange.responseBody ?? '';

  expect(gate.checkEvent('stripe', body)).toEqual([]);
  expect(
    formatViolations(gate.checkEvent('stripe', body.replace('"livemode":false', '"livemode":"no"'))),
  ).toContain('stripe.event request $');
  expect(gate.checkEvent('stripe', '{}')).not.toEqual([]);
  expect(gate.checkEvent('easypost', '{}')).not.toEqual([]);
  expect(formatViolations(gate.checkEvent('square', '{}'))).toContain('expected no events of square');
});

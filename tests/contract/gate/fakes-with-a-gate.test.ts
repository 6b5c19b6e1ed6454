import { formatViolations } from '@topheavy/contracts';
import {
  connectFakesControl,
  providers,
  startFakes,
  type Fakes,
  type MountableProvider,
} from '@topheavy/fakes';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sharedGate } from '../shared-gate.ts';

let fakes: Fakes;

beforeAll(async () => {
  fakes = await startFakes({ gate: await sharedGate() });
});
beforeEach(() => fakes.control.reset());
afterAll(() => fakes.stop());

const askForNothing = async (): Promise<void> => {
  await fetch(`${fakes.urls.vatcomply}/vat_rate`);
};

const unknownRoute = { operation: null, path: 'route', found: 'GET /vat_rate' };

describe('fakes with a gate', () => {
  test('keep what broke a contract, in the journal as well, until it is taken or they are reset', async () => {
    await askForNothing();

    expect(await fakes.control.violations()).toMatchObject([unknownRoute]);
    expect(await fakes.control.journal()).toMatchObject([{ violations: [unknownRoute] }]);
    expect(await fakes.control.takeViolations()).toHaveLength(1);
    expect(await fakes.control.violations()).toEqual([]);

    await askForNothing();
    await fakes.control.reset();
    expect(await fakes.control.violations()).toEqual([]);
  });

  test('tell it over the control port', async () => {
    const control = connectFakesControl(fakes.controlUrl);
    await askForNothing();

    expect(await control.violations()).toMatchObject([unknownRoute]);
    expect(await control.takeViolations()).toMatchObject([unknownRoute]);
    expect(await control.violations()).toEqual([]);
  });

  test('do not hold an answer to the contract that a fault is meant to break', async () => {
    await fakes.control.arm({
      on: { op: 'vatcomply.vat_rates.list' },
      nth: { from: 1, to: 2 },
      phase: 'after-effect',
      effect: { kind: 'body', body: { rates: 'none' } },
    });
    await fetch(`${fakes.urls.vatcomply}/vat_rates`);
    expect(await fakes.control.violations()).toEqual([]);

    await fetch(`${fakes.urls.vatcomply}/vat_rates?country=DE`);
    expect(await fakes.control.violations()).toMatchObject([{ side: 'request', path: '$.country' }]);
  });
});

test.for([
  ['none', null],
  ['another', 'vatcomply.vat_rate.list'],
] as const)('a fake that takes a request for %s of its operations is told', async ([, op]) => {
  const astray = providers.map((provider): MountableProvider => ({
    ...provider,
    mount: (world) => {
      const mounted = provider.mount(world);
      return { ...mounted, receive: (...request) => ({ ...mounted.receive(...request), op }) };
    },
  }));
  const gated = await startFakes({ gate: await sharedGate(), providers: astray });
  await fetch(`${gated.urls.vatcomply}/vat_rates`);
  await fetch(`${gated.urls.frankfurter}/v2/rate/EUR/USD`);

  const violations = formatViolations(await gated.control.violations());
  await gated.stop();
  const found = `as a fake writes its paths, found ${op ?? 'none'}`;
  const expected = 'request route: expected an operation of the fake with this id at GET';
  expect(violations.split('\n')).toEqual([
    `vatcomply.vat_rates.list ${expected} /vat_rates, ${found}`,
    `frankfurter.rates.retrieve ${expected} /v2/rate/:base/:quote, ${found}`,
  ]);
});

test('fakes without a gate check nothing', async () => {
  const unchecked = await startFakes();
  await fetch(`${unchecked.urls.vatcomply}/vat_rate`);

  expect(await unchecked.control.violations()).toEqual([]);
  await unchecked.stop();
});

import { openGate } from '@topheavy/contracts';
import { connectFakesControl, startFakes, type Fakes } from '@topheavy/fakes';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

let fakes: Fakes;

beforeAll(async () => {
  fakes = await startFakes({ gate: await openGate() });
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

test('fakes without a gate check nothing', async () => {
  const unchecked = await startFakes();
  await fetch(`${unchecked.urls.vatcomply}/vat_rate`);

  expect(await unchecked.control.violations()).toEqual([]);
  await unchecked.stop();
});

import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect } from 'vitest';
import { test } from '../with-fakes.ts';
import { controlWays } from './control-ways.ts';

const script = fileURLToPath(new URL('stop-amid-faults.ts', import.meta.url));
const list = { op: 'stripe.payment_intents.list' };

const ask = (url: string, signal?: AbortSignal): Promise<number | string> =>
  fetch(`${url}/v1/payment_intents`, {
    headers: { authorization: 'Bearer sk_test_contract' },
    ...(signal && { signal }),
  }).then(
    ({ status }) => status,
    (error: Error) => error.name,
  );

describe('Fakes that stop amid faults', () => {
  test('hang up on whoever waits, and leave nothing that keeps the process', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [script]);
    expect(stdout).toBe(['answered', ...Array(4).fill('hung up')].join(', '));
  });
});

describe('A wait', () => {
  test('of a hang is over when its client has left', async ({ fakes, control }) => {
    const fault = await control.arm({ on: list, phase: 'before-effect', effect: { kind: 'hang' } });
    const leaving = new AbortController();
    const asking = ask(fakes.urls.stripe, leaving.signal);
    await control.untilHeld(fault);
    leaving.abort();
    const left = await asking;
    // By the time of its answer the fakes have heard that the other client left.
    const next = await ask(fakes.urls.stripe);

    const again = control.untilHeld(fault).catch((error: unknown) => error);
    await control.reset();

    expect([left, next]).toEqual(['AbortError', 200]);
    expect(await again).toMatchObject({
      message: `The fakes were reset while waiting for fault '${fault}'.`,
    });
  });
});

describe.for(controlWays)('A wait, $way', ({ controlOf }) => {
  for (const kind of ['delay', 'drip'] as const) {
    test(`of a ${kind} can be ended by a release`, async ({ fakes }) => {
      const control = controlOf(fakes);
      const hourMs = 3_600_000;
      const fault = await control.arm({
        on: list,
        phase: 'after-effect',
        effect: kind === 'delay' ? { kind, ms: hourMs } : { kind, bytes: 5, everyMs: hourMs },
      });
      const asking = fetch(`${fakes.urls.stripe}/v1/payment_intents`, {
        headers: { authorization: 'Bearer sk_test_contract' },
      });
      await control.untilHeld(fault);

      await control.release(fault);

      expect(await (await asking).json()).toMatchObject({ object: 'list' });
    });
  }
});

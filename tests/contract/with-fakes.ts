import { startFakes } from '@topheavy/fakes';
import { test as base } from 'vitest';

/** One set of fakes for a file, as new for each test. A fault that never fired or a defect of a fake fails the test. */
export const test = base
  // oxlint-disable-next-line eslint/no-empty-pattern -- Vitest reads what a fixture needs from the pattern.
  .extend('running', { scope: 'file' }, async ({}, { onCleanup }) => {
    const fakes = await startFakes();
    onCleanup(() => fakes.stop());
    return fakes;
  })
  .extend('fakes', async ({ running }, { onCleanup }) => {
    await running.control.reset();
    onCleanup(async () => {
      const unfired = await running.control.unfired();
      const defects = (await running.control.journal()).flatMap(({ defect }) => defect ?? []);
      if (unfired.length + defects.length > 0) {
        throw new Error(
          `Faults that never fired: ${JSON.stringify(unfired)}. Defects: ${defects.join('\n')}`,
        );
      }
    });
    return running;
  })
  .extend('control', { auto: true }, ({ fakes }) => fakes.control);

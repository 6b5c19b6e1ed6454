import { startFakes, type Fakes, type FakesControl } from '@topheavy/fakes';
import { test as base } from 'vitest';

/** One set of fakes per test file, reset before each test. */
export const test = base.extend<{ fakes: Fakes; control: FakesControl }>({
  fakes: [
    // oxlint-disable-next-line eslint/no-empty-pattern -- Vitest reads the fixture's needs from the pattern.
    async ({}, use) => {
      const fakes = await startFakes();
      await use(fakes);
      await fakes.stop();
    },
    { scope: 'file' },
  ],
  control: [
    async ({ fakes }, use) => {
      await fakes.control.reset();
      await use(fakes.control);
    },
    { auto: true },
  ],
});

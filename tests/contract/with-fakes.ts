import { formatViolations, openGate, type Violation } from '@topheavy/contracts';
import { startFakes } from '@topheavy/fakes';
import { test as base } from 'vitest';
import { providersInFlight } from './in-flight.ts';

/** A test tagged 'unknown-route' asks on purpose for what the provider has no operation for. */
const isUnknownRoute = ({ operation }: Violation): boolean => operation === null;

/**
 * One set of fakes for a file, as new for each test. A fault that never fired, a defect of a fake and whatever
 * breaks a provider's contract fail the test.
 */
export const test = base
  // oxlint-disable-next-line eslint/no-empty-pattern -- Vitest reads what a fixture needs from the pattern.
  .extend('running', { scope: 'file' }, async ({}, { onCleanup }) => {
    const fakes = await startFakes({ gate: await openGate(), providers: providersInFlight });
    onCleanup(() => fakes.stop());
    return fakes;
  })
  .extend('fakes', async ({ running, task, onTestFinished }) => {
    await running.control.reset();
    // Not at its clean-up: where that throws, Vitest throws the same again at each repetition of the test.
    onTestFinished(async () => {
      const unfired = await running.control.unfired();
      const defects = (await running.control.journal()).flatMap(({ defect }) => defect ?? []);
      const violations = await running.control.violations();
      const meant = task.tags?.includes('unknown-route') === true ? isUnknownRoute : () => false;
      const broken = violations.filter((violation) => !meant(violation));
      if (broken.length > 0) throw new Error(`A contract was broken:\n${formatViolations(broken)}`);
      if (unfired.length + defects.length > 0) {
        throw new Error(
          `Faults that never fired: ${JSON.stringify(unfired)}. Defects: ${defects.join('\n')}`,
        );
      }
    });
    return running;
  })
  .extend('control', { auto: true }, ({ fakes }) => fakes.control);

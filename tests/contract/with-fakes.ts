import { credit, recorded, type Making } from '@topheavy/affected/memo';
import { formatViolations, type Violation } from '@topheavy/contracts';
import { startFakes, type Fakes } from '@topheavy/fakes';
import { test as base } from 'vitest';
import { providersInFlight } from './in-flight.ts';
import { sharedGate } from './shared-gate.ts';

/** The fakes of a file, and what starting them took: each of its tests depends on that. */
export type Running = { readonly value: Fakes; readonly making: Making };

/** A test tagged 'unknown-route' asks on purpose for what the provider has no operation for. */
const isUnknownRoute = ({ operation }: Violation): boolean => operation === null;

/**
 * One set of fakes for a file, as new for each test. A fault that never fired, a defect of a fake and whatever
 * breaks a provider's contract fail the test.
 */
export const test = base
  // oxlint-disable-next-line eslint/no-empty-pattern -- Vitest reads what a fixture needs from the pattern.
  .extend('running', { scope: 'file' }, async ({}, { onCleanup }): Promise<Running> => {
    const started = await recorded(async () =>
      startFakes({ gate: await sharedGate(), providers: providersInFlight }),
    );
    onCleanup(() => started.value.stop());
    return started;
  })
  .extend('fakes', async ({ running: { value: fakes, making }, task, onTestFinished }) => {
    credit(making);
    await fakes.control.reset();
    // Not at its clean-up: where that throws, Vitest throws the same again at each repetition of the test.
    onTestFinished(async () => {
      const unfired = await fakes.control.unfired();
      const defects = (await fakes.control.journal()).flatMap(({ defect }) => defect ?? []);
      const violations = await fakes.control.violations();
      const meant = task.tags?.includes('unknown-route') === true ? isUnknownRoute : () => false;
      const broken = violations.filter((violation) => !meant(violation));
      if (broken.length > 0) throw new Error(`A contract was broken:\n${formatViolations(broken)}`);
      if (unfired.length + defects.length > 0) {
        throw new Error(
          `Faults that never fired: ${JSON.stringify(unfired)}. Defects: ${defects.join('\n')}`,
        );
      }
    });
    return fakes;
  })
  .extend('control', { auto: true }, ({ fakes }) => fakes.control);

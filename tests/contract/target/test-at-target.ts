import type { Fakes, FakesControl } from '@topheavy/fakes';
import { test as base } from 'vitest';
import { test as withFakes, type Running } from '../with-fakes.ts';
import { fakeExchanges, takeLiveExchanges } from './exchanges.ts';
import { liveTargets, type ProviderUrls } from './live-targets.ts';
import { checkAgainstRecording } from './check-against-recording.ts';
import { keepToContract } from './keep-to-contract.ts';
import { record } from './record.ts';
import { scenarioOf } from './scenario.ts';

/** What a scenario is run against: the fakes, or the providers themselves. */
export type Target = { readonly urls: ProviderUrls };

const fakeOnly = (): never => {
  throw new Error(
    "This test programs the fakes, so it cannot run at a live provider: mark it { tags: 'fake-only' }.",
  );
};

/** At the fakes; where the live provider's answers were recorded, the fake's must be like them. */
const atFakes = withFakes.extend(
  'target',
  { auto: true },
  async ({ fakes, task, onTestFinished }): Promise<Target> => {
    onTestFinished(async () => {
      const scenario = scenarioOf(task);
      if (scenario === null || task.result?.state === 'fail') return;
      await checkAgainstRecording(scenario, () => fakeExchanges(fakes, scenario.provider));
    });
    return fakes;
  },
);

/** At the live provider of the test's folder; its answers are recorded when the test has passed. */
const atLive = (urls: ProviderUrls): typeof atFakes =>
  base
    .extend('running', { scope: 'file' }, (): Running => fakeOnly())
    .extend('fakes', (): Fakes => fakeOnly())
    .extend('control', (): FakesControl => fakeOnly())
    .extend('target', { auto: true }, async ({ task }, { onCleanup }): Promise<Target> => {
      const scenario = scenarioOf(task);
      if (scenario === null) return fakeOnly();
      await takeLiveExchanges(urls[scenario.provider]);
      onCleanup(async () => {
        const exchanges = await takeLiveExchanges(urls[scenario.provider]);
        if (task.result?.state === 'fail') return;
        await record(scenario, exchanges);
        await keepToContract(scenario.provider, exchanges);
      });
      return { urls };
    });

const live = liveTargets();

/**
 * The `test` of the behaviour suites: the same scenario at the fake and, with `--live`, at the provider.
 * One that needs `fakes` or `control` (set a fact, move the clock, arm a fault) is tagged 'fake-only'.
 */
export const test = live === null ? atFakes : atLive(live);

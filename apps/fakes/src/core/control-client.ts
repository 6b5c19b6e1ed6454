import { ControlError } from './control-error.ts';
import { controlRoutes } from './control-routes.ts';
import type { FakesControl } from './control.ts';

/** The control interface of fakes that run in another process or container. */
export const connectFakesControl = (controlUrl: string): FakesControl => {
  // The answer's type is that of the same call in process; both ends are built from the same source.
  const call = async <Name extends keyof FakesControl>(
    name: Name,
    input: object = {},
  ): Promise<Awaited<ReturnType<FakesControl[Name]>>> => {
    const { method, path } = controlRoutes[name];
    const url = new URL(path, controlUrl);
    if (method === 'GET') {
      for (const [key, value] of Object.entries(input)) {
        if (value !== undefined) url.searchParams.set(key, String(value));
      }
    }
    const response = await fetch(url, {
      method,
      ...(method === 'POST' && {
        body: JSON.stringify(input),
        headers: { 'content-type': 'application/json' },
      }),
    });
    const answer = JSON.parse(await response.text());
    if (response.status === 400) throw new ControlError(answer.error);
    if (!response.ok) throw new Error(`${method} ${url.href} answered ${response.status}: ${answer.error}`);
    return answer.result;
  };
  return {
    reset: () => call('reset'),
    save: () => call('save'),
    restore: (saved, options) => call('restore', { saved, ...options }),
    given: (provider, fact, args = {}) => call('given', { provider, fact, args }),
    state: (provider) => call('state', { provider }),
    journal: (filter) => call('journal', filter),
    violations: () => call('violations'),
    takeViolations: () => call('takeViolations'),
    arm: (rule) => call('arm', rule),
    disarm: (id) => call('disarm', { id }),
    release: (id) => call('release', { id }),
    untilHeld: (id, count = 1) => call('untilHeld', { id, count }),
    unfired: () => call('unfired'),
    setWebhookTarget: (provider, target) => call('setWebhookTarget', { provider, target }),
    setWebhookMode: (mode) => call('setWebhookMode', { mode }),
    pendingWebhooks: (provider) => call('pendingWebhooks', { provider }),
    flushWebhooks: (options) => call('flushWebhooks', options),
    advanceClock: (ms) => call('advanceClock', { ms }),
    setClockOffset: (ms) => call('setClockOffset', { ms }),
  };
};

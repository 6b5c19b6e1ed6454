import { openGate } from '@topheavy/contracts';
import { connectFakesControl, startFakes, type FakesControl, type ProviderName } from '@topheavy/fakes';
import type { Target } from './target.ts';

export type WorldFakes = {
  readonly urls: Readonly<Record<ProviderName, string>>;
  readonly control: FakesControl;
  stop(): Promise<void>;
};

export async function openFakes(target: Target): Promise<WorldFakes> {
  if (target.kind !== 'url') return startFakes({ gate: await openGate() });
  const health = await fetch(new URL('/health', target.fakesUrl));
  const { urls } = (await health.json()) as { urls: Record<ProviderName, string> };
  const host = new URL(target.fakesUrl).hostname;
  const reachable = Object.entries(urls).map(([name, url]) => [name, withHost(url, host)]);
  const control = connectFakesControl(target.fakesUrl);
  await control.setWebhookMode('manual');
  return {
    urls: Object.fromEntries(reachable) as Record<ProviderName, string>,
    control,
    stop: () => control.reset(),
  };
}

/** A container says that it listens on 0.0.0.0; it is reached where its control port is. */
function withHost(url: string, host: string): string {
  const changed = new URL(url);
  changed.hostname = host;
  return changed.origin;
}

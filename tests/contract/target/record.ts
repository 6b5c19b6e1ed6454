import { readFile } from 'node:fs/promises';
import type { ProviderName } from '@topheavy/fakes';
import type { Exchange } from './exchange.ts';
import { writeRecording } from './recording.ts';
import { redact } from './redact.ts';
import type { Scenario } from './scenario.ts';

const sdks: Readonly<Partial<Record<ProviderName, string>>> = {
  stripe: 'stripe',
  easypost: '@easypost/api',
  resend: 'resend',
};

const recorded = new Set<string>();

/** Keeps what the live provider answered in this scenario. */
export const record = async (scenario: Scenario, exchanges: readonly Exchange[]): Promise<void> => {
  if (exchanges.length === 0) throw new Error(`"${scenario.title}" asked ${scenario.provider} nothing.`);
  if (recorded.has(scenario.title)) throw new Error(`Two scenarios are called "${scenario.title}".`);
  recorded.add(scenario.title);
  const headers = exchanges.map((exchange) => exchange.headers);
  await writeRecording(scenario, {
    scenario: scenario.title,
    recordedAt: new Date().toISOString(),
    apiVersion:
      headers.flatMap((each) => each['stripe-version'] ?? each['square-version'] ?? [])[0] ??
      /^\/(v\d+)\//.exec(exchanges[0]?.path ?? '')?.[1] ??
      null,
    sdkVersion: await sdkVersion(scenario.provider),
    exchanges: exchanges.map((exchange) => redact(scenario.provider, exchange)),
  });
};

const sdkVersion = async (provider: ProviderName): Promise<string | null> => {
  const name = sdks[provider];
  if (name === undefined) return null;
  const manifest = new URL(`../node_modules/${name}/package.json`, import.meta.url);
  const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { version: string };
  return `${name} ${version}`;
};

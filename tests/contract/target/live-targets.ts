import { providerNames, type ProviderName } from '@topheavy/fakes';

export type ProviderUrls = Readonly<Record<ProviderName, string>>;

/**
 * Where the live providers are asked, as `pnpm test:contract --live` puts it into LIVE_TARGETS: a relay
 * on this machine for each, which holds the keys. Null in every other run, which asks the fakes.
 */
export const liveTargets = (env: NodeJS.ProcessEnv = process.env): ProviderUrls | null => {
  const given = env['LIVE_TARGETS'];
  if (given === undefined || given === '') return null;
  const urls = JSON.parse(given) as Partial<Record<ProviderName, string>>;
  const entries = providerNames.map((name) => [
    name,
    urls[name] ?? `http://${name}.was-not-asked-for.invalid`,
  ]);
  return Object.fromEntries(entries) as ProviderUrls;
};

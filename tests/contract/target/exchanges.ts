import type { Fakes, ProviderName } from '@topheavy/fakes';
import type { Exchange } from './exchange.ts';

/** What this test has asked the fake so far, and was answered. */
export const fakeExchanges = async (fakes: Fakes, provider: ProviderName): Promise<Exchange[]> =>
  (await fakes.control.journal({ provider })).flatMap((entry) => {
    if (entry.status === null) return [];
    const query = new URLSearchParams(entry.query).toString();
    return [
      {
        method: entry.method,
        path: query === '' ? entry.path : `${entry.path}?${query}`,
        status: entry.status,
        headers: entry.responseHeaders,
        body: entry.responseBody,
      },
    ];
  });

/** The same of the relay to a live provider, which forgets them with this and takes the next test for a new one. */
export const takeLiveExchanges = async (relayUrl: string): Promise<Exchange[]> => {
  const response = await fetch(`${relayUrl}/_relay/take`, { method: 'POST' });
  if (!response.ok) throw new Error(`The relay at ${relayUrl} answered ${response.status}.`);
  return (await response.json()) as Exchange[];
};

import { randomBytes } from 'node:crypto';
import { createDatabase, createPool, issueApiKey, revokeApiKey, systemClock, systemIds } from '@topheavy/api';
import { percentile } from '../load/index.ts';
import { createHttpClient } from '../processes/http-client.ts';
import { openShop } from '../processes/open-shop.ts';

/** Median times of one kind of key, beside those of the unknown keys asked in turns with it. */
export type KeyTimes = { readonly kind: string; readonly p50: number; readonly unknownP50: number };

const WARM_UP = 200;

const someKey = (prefix = 'th_'): string => `${prefix}${randomBytes(32).toString('base64url')}`;

/** Each kind of key is asked with in turns with an unknown one, at one API process that does nothing else. */
export async function timeKeys(rounds: number): Promise<readonly KeyTimes[]> {
  const shop = await openShop('manual');
  const http = createHttpClient(10_000);
  try {
    const api = await shop.startApi({ BACKGROUND: 'off' });
    const kinds: Readonly<Record<string, () => string>> = {
      'another unknown key': someKey,
      'a revoked key': constantly(await revokedKey(shop.environment['DATABASE_URL'] ?? '')),
      'a key of another prefix': () => someKey('sk_').slice(0, someKey().length),
      // It is a customer's, who may not read ledgers: the refusal comes right after the look-up.
      'a good key without the scope': constantly(shop.customerKey),
    };
    const ask = async (apiKey: string): Promise<number> => {
      const url = `${api.url}/v1/orders/${crypto.randomUUID()}/ledger`;
      const startedAt = performance.now();
      const { status } = await http.ask({ method: 'GET', url, apiKey });
      const ms = performance.now() - startedAt;
      if (status !== 401 && status !== 403) throw new Error(`A key got ${status} in place of a refusal.`);
      return ms;
    };
    const times = Object.entries(kinds).map(([kind, key]) => ({
      kind,
      key,
      ms: new Array<number>(),
      unknownMs: new Array<number>(),
    }));
    for (let round = -WARM_UP; round < rounds; round += 1)
      for (const { key, ms, unknownMs } of times) {
        // In pairs, and by turns first: what the machine does meanwhile disturbs both alike.
        const unknownFirst = round % 2 === 0;
        const first = await ask(unknownFirst ? someKey() : key());
        const second = await ask(unknownFirst ? key() : someKey());
        if (round < 0) continue;
        unknownMs.push(unknownFirst ? first : second);
        ms.push(unknownFirst ? second : first);
      }
    return times.map(({ kind, ms, unknownMs }) => ({
      kind,
      p50: percentile(ms, 50),
      unknownP50: percentile(unknownMs, 50),
    }));
  } finally {
    http.close();
    await shop.close();
  }
}

const constantly =
  (key: string): (() => string) =>
  () =>
    key;

async function revokedKey(url: string): Promise<string> {
  const pool = createPool({ url, poolSize: 1, acquireTimeoutMs: 5000, statementTimeoutMs: 30_000 });
  const deps = { db: createDatabase(pool), clock: systemClock, ids: systemIds };
  try {
    const key = await issueApiKey(deps, { label: 'revoked', customerId: null, scopes: [] });
    await revokeApiKey(deps, key);
    return key;
  } finally {
    await deps.db.destroy();
  }
}

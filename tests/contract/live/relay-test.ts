import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test as base } from 'vitest';
import { chooseProviders } from '../../../scripts/suite/live/choose-providers.ts';
import { type Relay, startRelay } from '../../../scripts/suite/live/relay.ts';

export type Seen = { url: string; headers: IncomingHttpHeaders; body: string };

type Provider = {
  url: string;
  seen: Seen[];
  /** What to answer from now on. */
  answer: (request: Seen) => { status?: number; headers?: Record<string, string>; body: string };
};

/** The account that the relay is given: no test sees these but where they must arrive. */
export const account = {
  STRIPE_TEST_KEY: 'sk_test_ofTheAccount',
  EASYPOST_TEST_KEY: 'EZTKofTheAccount',
  SQUARE_SANDBOX_TOKEN: 'EAAAofTheAccount',
  SQUARE_SANDBOX_LOCATION_ID: 'L0CAT10N',
  SQUARE_SANDBOX_VARIATION_IDS: 'V4R1A,V4R1B,V4R1C',
  RESEND_TEST_KEY: 're_ofTheAccount',
  RESEND_FROM: 'shop@verified.example',
};

/** A provider of the test's own, and relays to it. */
export const test = base
  // oxlint-disable-next-line eslint/no-empty-pattern -- Vitest reads what a fixture needs from the pattern.
  .extend('provider', async ({}, { onCleanup }) => {
    const provider: Provider = { url: '', seen: [], answer: () => ({ body: '{}' }) };
    const server = createServer((incoming, response) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        const seen = {
          url: incoming.url ?? '',
          headers: incoming.headers,
          body: Buffer.concat(chunks).toString(),
        };
        provider.seen.push(seen);
        const { status = 200, headers = {}, body } = provider.answer(seen);
        response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    provider.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    onCleanup(async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    });
    return provider;
  })
  // oxlint-disable-next-line eslint/no-empty-pattern -- Vitest reads what a fixture needs from the pattern.
  .extend('stopped', async ({}) => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');
    return `http://127.0.0.1:${port}`;
  })
  .extend('relayTo', async ({ provider }, { onCleanup }) => {
    const relays: Relay[] = [];
    onCleanup(async () => {
      for (const relay of relays) await relay.stop();
    });
    return async (name: string): Promise<Relay> => {
      const { chosen } = chooseProviders(name, {
        ...account,
        [`LIVE_${name.toUpperCase()}_URL`]: provider.url,
        RECORDINGS_DIR: '/nowhere',
      });
      const [one] = chosen;
      if (one === undefined) throw new Error(`${name} was not chosen.`);
      const relay = await startRelay(one);
      relays.push(relay);
      return relay;
    };
  });

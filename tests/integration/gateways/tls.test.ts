import { expect, test } from '@topheavy/testbed';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { GATEWAY_OPERATIONS } from '../faults/operations.ts';

/** What a record of a TLS handshake begins with (RFC 8446, section 5.1). */
const HANDSHAKE = 22;

const ofEachProvider = new Map(GATEWAY_OPERATIONS.map((operation) => [operation.provider, operation]));

for (const [provider, operation] of ofEachProvider) {
  test(`what goes to ${provider} at an https address goes over TLS`, async ({ shop }) => {
    const firstBytes: (number | undefined)[] = [];
    await using server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', (data) => {
        firstBytes.push(data[0]);
        socket.destroy();
      });
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const errand = operation.errand(shop, await operation.given(shop));
    const api = await shop.startApi({ [`${provider.toUpperCase()}_URL`]: `https://127.0.0.1:${port}` });

    await errand.act(api);

    expect(new Set(firstBytes)).toEqual(new Set([HANDSHAKE]));
  });
}

import { expect, test } from '@topheavy/testbed';
import { GATEWAY_OPERATIONS } from '../faults/operations.ts';

/** An empty label, which no name can have (RFC 1035, section 3.1): nobody is asked for its address. */
const NO_NAME = 'http://a..b:8080';

/** Of a question it makes no difference whether it was asked. */
const requests = GATEWAY_OPERATIONS.filter(({ again, changes }) => changes && again !== true);

for (const operation of requests) {
  const { title, provider, call } = operation;

  test(`${title} whose host has no address was not made, and is made when asked for again`, async ({
    shop,
  }) => {
    const errand = operation.errand(shop, await operation.given(shop));
    const api = await shop.startApi({ [`${provider.toUpperCase()}_URL`]: NO_NAME });

    const heard = await errand.act(api);
    await errand.settle.away?.('before-effect');

    expect(heard).toMatchObject(operation.answers.away?.[0] ?? {});
    expect(await errand.outcome()).toMatchObject(operation.done);
    // Resend's client keeps the reason to itself.
    const reason = provider === 'resend' ? 'no answer could be read' : 'no connection (ENOTFOUND)';
    expect(shop.logs.text()).toContain(`${call.replace(' ', ': ')}: ${reason}`);
  });
}

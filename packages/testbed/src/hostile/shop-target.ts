import type { OpenApiDocument } from '../http/openapi-document.ts';
import type { Shop } from '../shop/shop.ts';
import { countOutgoingCalls } from './outgoing-calls.ts';
import { furnish } from './furnish.ts';
import type { Target } from './throw-requests.ts';

/** pino's level for errors. */
const ERROR = 50;

/** Where a call can have an effect; the others are only asked. */
const EFFECTS_AT = ['stripe', 'easypost', 'resend', 'square'] as const;

/**
 * The shop with real things in it: what requests are thrown at. Its API runs in this process, so a request
 * during which nobody was called has changed nothing at a provider either.
 */
export async function shopTarget(shop: Shop): Promise<Target> {
  const { body } = await shop.http.send({ method: 'GET', path: '/openapi.json' });
  const outgoing = countOutgoingCalls();
  let seen = { calls: -1, states: '' };
  const providerStates = async (): Promise<string> => {
    if (seen.calls !== outgoing.count()) {
      const states = await Promise.all(EFFECTS_AT.map((provider) => shop.state(provider)));
      seen = { calls: outgoing.count(), states: JSON.stringify(states) };
    }
    return seen.states;
  };
  return {
    url: shop.url,
    document: body as OpenApiDocument,
    keys: { customer: shop.customer.key, 'back office': shop.backOffice.key },
    async open() {
      await shop.reopen();
      const things = await shop.given.situation('a shop with everything in it', () => furnish(shop));
      seen = { calls: -1, states: '' };
      return things;
    },
    effects: async () => `${await shop.rowVersions()} ${await providerStates()}`,
    takeErrors() {
      const errors = shop.logs.lines().filter(({ level }) => level >= ERROR);
      shop.logs.clear();
      return errors.map((line) => JSON.stringify(line));
    },
    close: outgoing.stop,
  };
}

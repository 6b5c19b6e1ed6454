import { type Answer, type Shop } from '@topheavy/testbed';

type Headers = Readonly<Record<string, string>>;

/** Left alone, whoever brings them: two that are received are alike. */
const ofStripe = {
  object: 'event',
  id: 'evt_charge',
  type: 'charge.updated',
  created: 0,
  data: { object: { object: 'charge' } },
};
const ofEasypost = { object: 'Event', id: 'evt_batch', description: 'batch.created' };

/** For each operation that needs no key a request that succeeds; the providers' are signed. */
export const openRequests: Readonly<Record<string, (shop: Shop, headers: Headers) => Promise<Answer>>> = {
  receiveStripeEvent: (shop, headers) => shop.stripeSends(ofStripe, { headers }),
  receiveEasypostEvent: (shop, headers) => shop.easypostSends(ofEasypost, { headers }),
  readLiveness: (shop, headers) => shop.call('readLiveness', { headers }),
  readReadiness: (shop, headers) => shop.call('readReadiness', { headers }),
  readOpenApi: (shop, headers) => shop.call('readOpenApi', { headers }),
  readProblemType: (shop, headers) =>
    shop.call('readProblemType', { params: { slug: 'order-not-found' }, headers }),
};

import { copiesOf } from '@topheavy/testbed/processes';
import type { Pool } from 'pg';
import type { HttpClient } from '../processes/http-client.ts';
import type { Goods } from '../processes/seed-products.ts';
import type { ReadyCart } from './life-of-an-order.ts';

export type Carts = {
  /** Makes as many more: what is measured begins at a cart that is ready. */
  prepare(count: number): Promise<void>;
  /** The next one. Throws when all are taken. */
  take(): ReadyCart;
  readonly left: number;
};

const BERLIN = {
  name: 'Ada Lovelace',
  line1: 'Unter den Linden 1',
  city: 'Berlin',
  postalCode: '10117',
  country: 'DE',
};

/** Carts of one, two and three products, filled through the API once and then copied in the database. */
export async function createCarts(
  database: Pool,
  http: HttpClient,
  apiUrl: string,
  apiKey: string,
  goods: readonly Goods[],
): Promise<Carts> {
  const originals: ReadyCart[] = [];
  // Different products, or all orders would queue for the stock of the same few.
  for (let first = 0; first + 3 <= goods.length; first += 3) {
    const chosen = goods.slice(first, first + 1 + (first % 9) / 3);
    originals.push(await fillCart(http, apiUrl, apiKey, chosen));
  }
  let ready: ReadyCart[] = [];
  return {
    async prepare(count) {
      const each = Math.ceil(count / originals.length) + 1;
      for (const { id, totalMinor } of originals) {
        const [, ...copies] = await copiesOf(database, { id }, each);
        ready.push(...copies.map((copy) => ({ ...copy, totalMinor, original: id })));
      }
      ready = ready.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    },
    take() {
      const cart = ready.pop();
      if (cart === undefined)
        throw new Error('There are no carts left: the shop was faster than planned for.');
      return cart;
    },
    get left() {
      return ready.length;
    },
  };
}

async function fillCart(
  http: HttpClient,
  apiUrl: string,
  apiKey: string,
  goods: readonly Goods[],
): Promise<ReadyCart> {
  const call = async <T>(method: 'POST' | 'PUT', path: string, body: object): Promise<T> => {
    const idempotencyKey = crypto.randomUUID();
    const answered = await http.ask({ method, url: `${apiUrl}${path}`, apiKey, idempotencyKey, body });
    if (answered.status >= 300)
      throw new Error(
        `${method} ${path} was answered with ${answered.status}: ${JSON.stringify(answered.body)}`,
      );
    return answered.body as T;
  };
  const items = goods.map(({ id }, index) => ({ productId: id, quantity: index + 1 }));
  const { id } = await call<{ id: string }>('POST', '/v1/carts', { items, address: BERLIN });
  const { rates } = await call<{ rates: { rateId: string }[] }>('POST', `/v1/carts/${id}/shipping-rates`, {});
  const { totals } = await call<{ totals: { total: { amount: number } } }>(
    'PUT',
    `/v1/carts/${id}/shipping-rate`,
    { rateId: rates[0]?.rateId },
  );
  return { id, totalMinor: totals.total.amount, original: id };
}

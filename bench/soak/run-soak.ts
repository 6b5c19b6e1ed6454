import { setTimeout as pause } from 'node:timers/promises';
import { assertInvariants } from '@topheavy/testbed/processes';
import { createHttpClient } from '../processes/http-client.ts';
import { openShop, type OpenShop } from '../processes/open-shop.ts';
import { createRandom } from '../processes/random.ts';
import { seedProducts } from '../processes/seed-products.ts';
import { differences, readFacts, type OrderBelief, type Shown } from '../verdict/index.ts';
import { RELAY_LEASE_MS, startFleet } from './api-fleet.ts';
import { createCustomer, type Customer } from './customer.ts';
import { handoversOf } from './handovers.ts';
import { journey } from './journey.ts';
import { letThingsGoWrong, type Mishaps } from './mishaps.ts';
import { needlessRepeats } from './needless-repeats.ts';
import { countAnew, waitUntilSettled } from './unsettled.ts';

export type SoakOptions = {
  readonly seconds: number;
  readonly seed: number;
  readonly clients: number;
  /** How long everything may take to settle once the faults are lifted. */
  readonly settleSeconds: number;
  say(line: string): void;
};

export type SoakRun = Mishaps & {
  readonly postgres: string;
  readonly orders: number;
  readonly captures: number;
  readonly refunds: number;
  readonly labels: number;
  readonly mails: number;
  readonly requests: number;
  readonly retries: number;
  readonly settledMs: number;
  /** Error lines that the APIs logged. */
  readonly errors: readonly string[];
  readonly differences: readonly string[];
};

const APIS = 2;
const PRODUCTS = 6;
/** So little that some run out in a long soak: the last one is fought for. */
const ON_HAND = 2000;
/** More than the deadline of all calls that one request makes. */
const TIMEOUT_MS = 10_000;
/** In a shorter soak unpaid orders stay as they are: to see one expire takes a minute. */
const SHORT_SECONDS = 120;
const PROGRESS_MS = 30_000;

export async function runSoak({ seconds, seed, clients, settleSeconds, say }: SoakOptions): Promise<SoakRun> {
  const shop = await openShop('auto');
  const http = createHttpClient(TIMEOUT_MS);
  const beliefs: OrderBelief[] = [];
  const surprises: string[] = [];
  const requests = { count: 0, retries: 0 };
  try {
    const fleet = await startFleet(shop, APIS, seconds < SHORT_SECONDS ? 30 : 1);
    const random = createRandom(seed);
    const [first, ...others] = await seedProducts(shop, http, fleet.anyUrl(random), {
      count: PRODUCTS,
      onHand: ON_HAND,
    });
    if (first === undefined) throw new Error('There is nothing to sell.');
    const handovers = handoversOf(shop.fakes.control);
    const until = performance.now() + seconds * 1000;
    const live = async (number: number): Promise<void> => {
      const own = createRandom(seed + number);
      const customer = createCustomer(fleet, http, own, requests);
      while (performance.now() < until) {
        try {
          await journey({
            customer,
            accounts: shop,
            goods: [first, ...others],
            random: own,
            placed: (belief) => beliefs.push(belief),
          });
        } catch (error) {
          surprises.push(error instanceof Error ? error.message : String(error));
        }
        await pause(own.whole(0, 50));
      }
    };
    const progress = setInterval(
      () => say(`  ${beliefs.length} orders, ${requests.count} requests`),
      PROGRESS_MS,
    );
    const [mishaps] = await Promise.all([
      letThingsGoWrong(shop.fakes.control, fleet, { seed, until }),
      handovers.watch(until),
      ...Array.from({ length: clients }, (_, index) => live(index + 1)),
    ]).finally(() => clearInterval(progress));
    say(`  ${beliefs.length} orders; the faults are lifted, everything settles by itself`);
    const { stuck, ms } = await waitUntilSettled(shop.database, settleSeconds * 1000);
    const uncounted = await countAnew(shop.database, fleet, settleSeconds * 1000);
    const customer = createCustomer(fleet, http, random, requests);
    const shown = await readThroughApi(customer, shop, beliefs, clients);
    // From here on nothing changes any more.
    await fleet.stop();
    const repeats = needlessRepeats(await handovers.all(), {
      leaseMs: RELAY_LEASE_MS,
      kills: fleet.kills(),
      notPublished: eventsNotPublished(shop.log.warnings()),
    });
    const broken = await assertInvariants(shop.database).then(
      () => [],
      (error: unknown) => [error instanceof Error ? error.message : String(error)],
    );
    const facts = await readFacts(shop.database, shop.fakes.control, {
      initially: ON_HAND,
      salesReported: stuck.length === 0,
      mailed: true,
      shown,
    });
    return {
      ...mishaps,
      postgres: shop.postgres.description,
      orders: beliefs.length,
      captures: facts.orders.reduce((sum, order) => sum + order.captures.length, 0),
      refunds: facts.orders.reduce((sum, order) => sum + order.refunds.length, 0),
      labels: facts.labels.length,
      mails: facts.mails?.length ?? 0,
      requests: requests.count,
      retries: requests.retries,
      settledMs: ms,
      errors: shop.log.errors(),
      differences: [
        ...surprises,
        ...stuck,
        ...uncounted,
        ...repeats,
        ...broken,
        ...differences(beliefs, facts),
      ],
    };
  } finally {
    http.close();
    await shop.close();
  }
}

/** What the API itself says of every order in the end. */
async function readThroughApi(
  customer: Customer,
  { officeKey: apiKey }: OpenShop,
  beliefs: readonly OrderBelief[],
  clients: number,
): Promise<Map<string, Shown>> {
  const shown = new Map<string, Shown>();
  const waiting = [...beliefs];
  const get = async <T>(path: string): Promise<T> =>
    (await customer.ask({ method: 'GET', path, apiKey })).body as T;
  type Amount = { readonly amount: number };
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (let belief = waiting.pop(); belief !== undefined; belief = waiting.pop()) {
        const { status } = await get<{ status: string }>(`/v1/orders/${belief.id}`);
        let [capturedMinor, refundedMinor] = [0, 0];
        for (const { id } of belief.payments) {
          const payment = await get<{ captured: Amount; refunded: Amount }>(`/v1/payments/${id}`);
          capturedMinor += payment.captured.amount;
          refundedMinor += payment.refunded.amount;
        }
        shown.set(belief.id, { status, capturedMinor, refundedMinor });
      }
    }),
  );
  return shown;
}

/** As publish-event.ts logs them. */
function eventsNotPublished(warnings: readonly string[]): Set<string> {
  const lines = warnings.map((line) => JSON.parse(line) as { msg: string; eventId?: string });
  return new Set(lines.flatMap(({ msg, eventId = [] }) => (msg === 'event not published' ? eventId : [])));
}

import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { assertInvariants } from '@topheavy/testbed/processes';
import { createHttpClient, type HttpClient } from '../processes/http-client.ts';
import { openShop, type OpenShop } from '../processes/open-shop.ts';
import { createRandom } from '../processes/random.ts';
import { seedProducts, type Goods } from '../processes/seed-products.ts';
import { differences, readFacts, type OrderBelief } from '../verdict/index.ts';
import { newTally, runClients, type Tally } from './clients.ts';
import { startConstantRoute } from './constant-route.ts';
import { liveOneOrder } from './life-of-an-order.ts';
import { createMeter, type Stretch } from './meter.ts';
import { createCarts, type Carts } from './ready-carts.ts';
import { recordedLife, type RecordedLife } from './recorded-life.ts';
import { startRecorder } from './record-statements.ts';
import { createReplay } from './replay.ts';

export type LoadOptions = {
  readonly clients: number;
  /** Of measuring: half of it the API, a quarter for each reference. */
  readonly seconds: number;
  readonly seed: number;
  readonly profile: boolean;
};

/** How often API and references take turns: what disturbs this machine for a while disturbs all three. */
const ROUNDS = 3;
const WARM_UP_MS = 2000;
const PRODUCTS = 12;
const ON_HAND = 1_000_000;
/** Connections of an API process unless its environment says otherwise; the replay has as many. */
const POOL_SIZE = 10;
/** More orders than that in a second would need more cores than one process can use. */
const MOST_PER_SECOND = 400;
const TIMEOUT_MS = 30_000;
const LIVES_TIMED = 150;

export type LoadRun = {
  readonly postgres: string;
  readonly orders: number;
  readonly tally: Tally;
  readonly api: readonly Stretch[];
  readonly sql: readonly Stretch[];
  readonly sqlOrders: number;
  readonly constant: readonly Stretch[];
  readonly constantAnswers: number;
  /** Of one order's life. */
  readonly life: Pick<RecordedLife, 'statements' | 'transactions'>;
  /** Everything that is not as a client was told; empty when all is well. */
  readonly differences: readonly string[];
  /** Milliseconds of each statement, and of how many orders' lives: measured with `--profile` only. */
  readonly statements: { readonly times: ReadonlyMap<string, readonly number[]>; readonly lives: number };
  /** Where the API's profile lies, if one was asked for. */
  readonly profileFolder: string | null;
};

export async function runLoad({ clients, seconds, seed, profile }: LoadOptions): Promise<LoadRun> {
  const shop = await openShop('manual');
  const http = createHttpClient(TIMEOUT_MS);
  const constant = await startConstantRoute(http);
  const profileFolder = profile ? await mkdtemp(path.join(tmpdir(), 'topheavy-profile-')) : null;
  try {
    const api = await shop.startApi({
      BACKGROUND: 'off',
      ...(profileFolder !== null && { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${profileFolder}` }),
    });
    const goods = await seedProducts(shop, http, api.url, { count: PRODUCTS, onHand: ON_HAND });
    const carts = await createCarts(shop.database, http, api.url, shop.customerKey, goods);
    const recorded = await recordLives(shop, http, carts, goods);
    const lifeOf = (original: string): RecordedLife => {
      const life = recorded.lives.get(original);
      if (life === undefined) throw new Error(`No order of a copy of the cart ${original} was recorded.`);
      return life;
    };
    const [life] = recorded.lives.values();
    const replay = createReplay(shop.environment['DATABASE_URL'] ?? '', POOL_SIZE, lifeOf, carts);
    const meter = await createMeter(shop, { api: api.pid, fakes: shop.fakes.pid, constant: constant.pid });
    const world = { apiUrl: api.url, accounts: shop, http, carts, random: createRandom(seed) };
    const serve = async (ms: number, tally: Tally): Promise<OrderBelief[]> => {
      await carts.prepare(Math.max(0, Math.ceil((ms / 1000) * MOST_PER_SECOND) - carts.left));
      return runClients(world, clients, ms, tally);
    };

    const sliceMs = (seconds * 1000) / ROUNDS / 4;
    const beliefs = [...recorded.beliefs, ...(await serve(WARM_UP_MS, newTally()))];
    const warmLives = await replay.prepare(100);
    const warmFrom = performance.now();
    await replay.run(warmLives, clients);
    const livesPerSlice = Math.ceil((100 / (performance.now() - warmFrom)) * sliceMs);
    await constant.run(clients, 500);

    const tally = newTally();
    const measured = { api: [] as Stretch[], sql: [] as Stretch[], constant: [] as Stretch[] };
    let orders = 0;
    let constantAnswers = 0;
    for (let round = 1; round <= ROUNDS; round += 1) {
      const lives = await replay.prepare(livesPerSlice);
      await carts.prepare(Math.ceil((sliceMs / 500) * MOST_PER_SECOND));
      const [told, served] = await meter.measure(() => runClients(world, clients, 2 * sliceMs, tally));
      beliefs.push(...told);
      orders += told.length;
      measured.api.push(served);
      const [, sent] = await meter.measure(() => replay.run(lives, clients));
      measured.sql.push(sent);
      const [answers, answered] = await meter.measure(() => constant.run(clients, sliceMs));
      constantAnswers += answers;
      measured.constant.push(answered);
    }
    const times = profile
      ? await replay.timeStatements(await replay.prepare(LIVES_TIMED))
      : new Map<string, number[]>();
    await replay.stop();
    await api.stop();
    return {
      postgres: shop.postgres.description,
      orders,
      tally,
      ...measured,
      sqlOrders: livesPerSlice * ROUNDS,
      constantAnswers,
      life: { statements: life?.statements ?? 0, transactions: life?.transactions ?? 0 },
      differences: [...(await everyDifference(shop, beliefs, replay.cartIds)), ...shop.log.errors()],
      statements: { times, lives: LIVES_TIMED },
      profileFolder,
    };
  } finally {
    http.close();
    await constant.stop();
    await shop.close();
  }
}

async function recordLives(
  shop: OpenShop,
  http: HttpClient,
  carts: Carts,
  goods: readonly Goods[],
): Promise<{ lives: Map<string, RecordedLife>; beliefs: OrderBelief[] }> {
  const recorder = await startRecorder(shop.environment);
  try {
    const { rows } = await shop.database.query<{ id: string }>(
      'SELECT id FROM api_keys UNION ALL SELECT id FROM customers',
    );
    const known = new Set([...goods, ...rows].map(({ id }) => id));
    const lives = new Map<string, RecordedLife>();
    const beliefs: OrderBelief[] = [];
    await carts.prepare(2 * goods.length);
    while (carts.left > 0) {
      const cart = carts.take();
      const refundMinor = Math.ceil(cart.totalMinor / 2);
      beliefs.push(
        await liveOneOrder(recorder.url, shop, cart, refundMinor, (_operation, request) =>
          http.ask({ method: 'POST', ...request, idempotencyKey: crypto.randomUUID() }),
        ),
      );
      // The first of all asks for rates that are known from then on, so the last of each is kept.
      lives.set(cart.original, recordedLife(recorder.take(), known, cart.id));
    }
    return { lives, beliefs };
  } finally {
    await recorder.stop();
  }
}

/** Of the orders that the replay wrote only the books' own rules are asked: no client was told of them. */
async function everyDifference(
  shop: OpenShop,
  beliefs: readonly OrderBelief[],
  replayedCarts: readonly string[],
): Promise<string[]> {
  const broken = await assertInvariants(shop.database).then(
    () => [],
    (error: unknown) => [error instanceof Error ? error.message : String(error)],
  );
  const { rows } = await shop.database.query<{ id: string }>(
    'SELECT id FROM orders WHERE cart_id = ANY ($1)',
    [replayedCarts],
  );
  const facts = await readFacts(shop.database, shop.fakes.control, {
    initially: ON_HAND,
    salesReported: false,
    mailed: false,
    except: new Set(rows.map(({ id }) => id)),
  });
  return [...broken, ...differences(beliefs, facts)];
}

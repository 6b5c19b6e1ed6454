import { assertInvariants } from '../invariants/assert-invariants.ts';
import type { Queryable } from '../postgres/index.ts';
import type { Contract } from '../http/contract.ts';
import { EASYPOST_WEBHOOK_SECRET, STRIPE_WEBHOOK_SECRETS } from '../world/fakes-settings.ts';
import { assertNothingLeft } from '../suite/assert-nothing-left.ts';
import { leaksSince, takeCensus, type Census } from '../suite/leaks.ts';
import type { Arrangements } from '../world/arrangements.ts';
import type { World } from '../world/world.ts';
import { createBackOffice, createCustomer, type Actor } from './actor.ts';
import { background } from './background.ts';
import { bank } from './bank.ts';
import { createCall } from './caller.ts';
import { carriers } from './carriers.ts';
import { carts } from './carts.ts';
import { catalogue } from './catalogue.ts';
import type { ShopContext } from './context.ts';
import { failures } from './failures.ts';
import { given } from './given.ts';
import { interruptions } from './interruptions.ts';
import { mailbox } from './mailbox.ts';
import { measurements } from './measurements.ts';
import { orders } from './orders.ts';
import { outages } from './outages.ts';
import { payments } from './payments.ts';
import { providers } from './providers.ts';
import { races } from './races.ts';
import { read } from './read.ts';
import { refusals } from './refusals.ts';
import { repetition } from './repetition.ts';
import { warehouse } from './warehouse.ts';
import { webhooks } from './webhooks.ts';
import { system } from './system.ts';

/** The business's own words for everything a test does and sees. */
export type Shop = ReturnType<typeof createShop>;

/** Who is there when the shop opens. */
export type Staff = { readonly customer: Actor; readonly backOffice: Actor };

/** Opens an empty shop: a customer, a back office, and providers in a known state. */
export async function openShop(world: World): Promise<Staff> {
  const { dependencies } = world.api;
  const [customer, backOffice] = await Promise.all([
    createCustomer(dependencies, 'Ada'),
    createBackOffice(dependencies),
  ]);
  await prepareProviders(world);
  return { customer, backOffice };
}

/** What leaves everything as it is: after it the shop is still as it was opened. */
const HARMLESS: ReadonlySet<PropertyKey> = new Set([
  'customer',
  'backOffice',
  'operations',
  'given',
  'logs',
  'url',
]);

/** The vocabulary for one test on an opened shop. */
export function createShop(world: World, contract: Contract, staff: Staff, arrangements: Arrangements) {
  const call = createCall(world.api.http, contract);
  const context: ShopContext = {
    world,
    arrangements,
    ...staff,
    call: async (operationId, options) => {
      await arrangements.settled();
      return call(operationId, options);
    },
  };
  return noticing(arrangements, {
    ...staff,
    /** Calls any operation by its id, for what the vocabulary has no word for. */
    call: context.call,
    /** The operations that the API's document lists. */
    operations: contract.operations,
    given: given(context),
    ...catalogue(context),
    ...carriers(context),
    ...carts(context),
    ...orders(context),
    ...payments(context),
    ...providers(context),
    ...outages(context),
    ...failures(context),
    ...bank(context),
    ...webhooks(context),
    ...interruptions(context),
    ...mailbox(context),
    ...warehouse(context),
    ...repetition,
    ...measurements,
    ...background(context),
    ...races(context),
    ...refusals(context),
    ...read(context),
    /** The API as HTTP, for requests that no client would make on purpose. */
    http: world.api.http,
    url: world.api.url,
    ...system(context),
    logs: world.logs,
    /** Direct SQL, for what must be refused or seen by the database itself. */
    sql: <Row extends Record<string, unknown>>(text: string, values: unknown[] = []): Promise<Row[]> =>
      world.database.query<Row>(text, values).then(({ rows }) => rows),
    assertInvariants: (books: Queryable = world.database) => assertInvariants(books),
    /** To try several ways on from here: what it answers goes back to this moment, its time included. */
    async remember(): Promise<() => Promise<void>> {
      const goBack = await arrangements.remember();
      const offset = world.clock.offsetMs();
      return async () => {
        await goBack();
        world.clock.setOffsetMs(offset);
        await world.fakes.control.setClockOffset(offset);
      };
    },
    /** Goes back to the shop as it was opened, as the next test would. */
    reopen: () => arrangements.open(),
    /** What there is now of connections, timers, listeners, servers and processes. */
    census: () => takeCensus(world),
    /** What there is more of since then, and stays: the fixture asks that after each file. */
    leaksSince: (census: Census, patienceMs?: number) => leaksSince(census, world, patienceMs),
    /** What the fixture checks after each test. */
    assertNothingLeft: () => assertNothingLeft(world),
  });
}

/** Tells the arrangements as soon as the test takes up a word that may change something. */
const noticing = <T extends object>(arrangements: Arrangements, words: T): T =>
  new Proxy(words, {
    get(target, name, receiver) {
      // The runner looks at it too, for instance whether it is a promise: such names are no words of ours.
      if (Object.hasOwn(target, name) && !HARMLESS.has(name)) arrangements.touch();
      return Reflect.get(target, name, receiver);
    },
  });

async function prepareProviders({ fakes: { control }, webhookBaseUrl }: World): Promise<void> {
  await control.setWebhookTarget('stripe', {
    url: `${webhookBaseUrl}/v1/webhooks/stripe`,
    secrets: [...STRIPE_WEBHOOK_SECRETS],
  });
  await control.setWebhookTarget('easypost', {
    url: `${webhookBaseUrl}/v1/webhooks/easypost`,
    secrets: [EASYPOST_WEBHOOK_SECRET],
  });
  // A parcel costs 10.00 USD, and a dollar 0.90 EUR: see SHIPPING_PRICE in given.ts.
  await control.given('easypost', 'flat_rate', { dollars: '10.00' });
  await control.given('frankfurter', 'rate', { base: 'USD', quote: 'EUR', rate: 0.9 });
  await control.given('vatcomply', 'rate_limit', { per_second: null });
}

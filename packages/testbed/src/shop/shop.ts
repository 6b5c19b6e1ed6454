import { randomBytes } from 'node:crypto';
import { checkBooks } from '../invariants/check-books.ts';
import type { Queryable } from '../postgres/index.ts';
import type { Contract } from '../http/contract.ts';
import { assertNothingLeft } from '../suite/assert-nothing-left.ts';
import { leaksSince, takeCensus, type Census } from '../suite/leaks.ts';
import type { Arrangements } from '../world/arrangements.ts';
import type { World } from '../world/world.ts';
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
import type { Staff } from './staff.ts';
import { webhooks } from './webhooks.ts';
import { system } from './system.ts';

/** The business's own words for everything a test does and sees. */
export type Shop = ReturnType<typeof createShop>;

/** What leaves everything as it is: after it the shop is still as it was opened. */
const HARMLESS: ReadonlySet<PropertyKey> = new Set([
  'customer',
  'backOffice',
  'operations',
  'given',
  'own',
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
  const ending = randomBytes(4).toString('hex').toUpperCase();
  return noticing(arrangements, {
    ...staff,
    /** A code or number that must be the only one of its kind: this one, made this test's own. */
    own: (name: string): string => `${name}-${ending}`,
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
    assertInvariants: (books: Queryable = world.database) => checkBooks(books),
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

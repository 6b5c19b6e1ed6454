import { credit, recorded, type Making } from '@topheavy/affected/memo';
import { renewals } from '@topheavy/affected/renewal';
import type { Contract } from '../http/contract.ts';
import { restoreDatabase, saveDatabase } from '../postgres/index.ts';
import { outcomeOf } from './outcome.ts';
import type { World } from './world.ts';

/** Rows and provider states at one moment. */
type Saved = { readonly database: string; readonly fakes: string };

type Arrangement = {
  readonly saved: Saved;
  readonly covered: readonly string[];
  readonly result: unknown;
  readonly madeAt: number;
  /** Made by the code as it was then. */
  readonly renewal: number;
  /** What its making ran: a test that gets a copy depends on it. */
  readonly making: Making;
};

/**
 * Older ones are made anew: a reservation or a rate that a test asks about a minute before its end must
 * not be past it.
 */
const FRESH_MS = 30_000;

/**
 * Where tests start from. The first test of a worker that asks for, say, an authorised order gets one
 * made through the API; the rows and provider states that this left are saved, and the next test that
 * asks for the same gets an exact copy in one round trip instead of six requests.
 */
export type Arrangements = {
  /** Goes back to the shop as it was opened. Every test starts with this. */
  open(): Promise<void>;
  /** Nothing may be copied any more: the test has done something of its own. */
  touch(): void;
  /** Resolves when no copy is being put in place: what calls the API waits for that. */
  settled(): Promise<void>;
  /** Saves all rows and provider states as they are now; what it answers goes back to them. */
  remember(): Promise<() => Promise<void>>;
  /** `make()`, or a copy of what it left when it was called under this name before. */
  arrange<T>(name: string, make: () => Promise<T>): Promise<T>;
};

/** The shop must have been opened: this moment is what `open` goes back to. */
export async function createArrangements(world: World, contract: Contract): Promise<Arrangements> {
  const opened = await save(world);
  const openedMs = Date.now();
  const known = new Map<string, Arrangement>();
  let untouched = false;
  let copying: Promise<void> = Promise.resolve();

  const copy = async ({ saved, covered, result, making }: Arrangement): Promise<unknown> => {
    copying = restore(world, saved);
    await copying;
    contract.note(covered);
    credit(making);
    return structuredClone(result);
  };

  return {
    async open() {
      await restore(world, opened);
      untouched = true;
    },
    touch() {
      untouched = false;
    },
    settled: () => copying,
    async remember() {
      const saved = await save(world);
      return () => restore(world, saved);
    },
    async arrange<T>(name: string, make: () => Promise<T>): Promise<T> {
      const first = untouched;
      untouched = false;
      if (!first) return make();
      const arrangement = known.get(name);
      // The type is that of the same name's first result.
      if (arrangement !== undefined && isFresh(arrangement)) return (await copy(arrangement)) as T;
      const beganMs = Date.now();
      const { value: made, making } = await recorded(
        async () => {
          const result = await make();
          return { result, covered: contract.covered(), saved: await save(world) };
        },
        { name, outcome: ({ saved, ...rest }) => outcomeOf({ ...rest, ...saved }, { openedMs, beganMs }) },
      );
      credit(making);
      const moment = { madeAt: Date.now(), renewal: renewals() };
      known.set(name, { ...made, ...moment, result: structuredClone(made.result), making });
      return made.result;
    },
  };
}

const isFresh = ({ madeAt, renewal }: Arrangement): boolean =>
  Date.now() - madeAt < FRESH_MS && renewal === renewals();

async function save({ resetClient, fakes }: World): Promise<Saved> {
  const [rows, states] = await Promise.all([saveDatabase(resetClient), fakes.control.save()]);
  return { database: rows, fakes: states };
}

async function restore({ resetClient, fakes }: World, saved: Saved): Promise<void> {
  await Promise.all([restoreDatabase(resetClient, saved.database), fakes.control.restore(saved.fakes)]);
}

import type { ClientBase } from 'pg';
import { openClient } from '../postgres/index.ts';
import { blockedSessions } from './row-gate.ts';
import type { ShopContext } from './context.ts';

/** A row that every rival must lock, found by its id: who holds it decides when they go on. */
export type Gate = {
  readonly table: 'carts' | 'orders' | 'payments' | 'shipments' | 'products' | 'stock' | 'coupons';
  /** Of a coupon its code, of stock its product. */
  readonly id: string;
};

const ID_COLUMNS: Readonly<Partial<Record<Gate['table'], string>>> = { stock: 'product_id', coupons: 'code' };

type Deadlock<T> = { readonly first: Gate; readonly second: Gate; readonly victim: () => Promise<T> };

type Patience = { readonly giveUpMs?: number };

/** Things that happen at the same time. */
export function races({ world: { database, databaseUrl } }: ShopContext) {
  /** Holds the row's lock while `arrive` lets the rivals come, then opens the gate and waits for them all. */
  async function atGate<T>(
    gate: Gate,
    arrive: (
      allWait: (running: readonly Promise<unknown>[]) => Promise<void>,
    ) => Promise<readonly Promise<T>[]>,
    { giveUpMs }: Patience = {},
  ): Promise<T[]> {
    const over = new AbortController();
    const holder = await database.connect();
    try {
      await holder.query('BEGIN');
      await lockRow(holder, gate);
      // One that ends without waiting never met the others: the test would prove nothing.
      const running = await arrive((rivals) =>
        Promise.race([
          blockedSessions(database, rivals.length, { giveUpMs, signal: over.signal }),
          failIfAnyEnds(rivals),
        ]),
      );
      await holder.query('COMMIT');
      return await whenAllEnded(running);
    } finally {
      over.abort();
      await holder.query('ROLLBACK');
      holder.release();
    }
  }

  /** Else the one that should pass would wait for the other, and that one for a gate that never opens. */
  async function failIfBothWait(passing: Promise<unknown>): Promise<void> {
    const over = new AbortController();
    const end = (): void => over.abort();
    void passing.then(end, end);
    await blockedSessions(database, 2, { giveUpMs: Infinity, signal: over.signal });
    if (!over.signal.aborted) throw new Error('The one that should pass waits too.');
  }

  return {
    /** Holds a row's lock until `letGo`, for what befalls those who wait for it. The test lets go. */
    async holdRow(gate: Gate) {
      const holder = await openClient(databaseUrl, 'topheavy-testbed');
      await holder.query('BEGIN');
      await lockRow(holder, gate);
      return {
        /** Resolves once that many of the API's sessions wait for the row. */
        untilWaiting: (count: number): Promise<void> =>
          blockedSessions(database, count, { signal: new AbortController().signal }),
        letGo: (): Promise<void> => holder.end(),
      };
    },

    /**
     * A deadlock, resolved at the cost of `victim`, which locks `first` and then `second`: another process locks
     * them the other way round. Only the victim looks for deadlocks, after a second of waiting.
     */
    async deadlock<T>({ first, second, victim }: Deadlock<T>): Promise<T> {
      // The gate counts it among its rivals.
      const other = await openClient(databaseUrl, 'topheavy-api');
      try {
        await other.query(`BEGIN; SET LOCAL deadlock_timeout = '1h'`);
        await lockRow(other, second);
        const [outcome] = await atGate<T | undefined>(first, async (allWait) => {
          const dying = victim();
          await allWait([dying]);
          const surviving = lockRow(other, first).then(() => other.query('COMMIT'));
          await allWait([dying, surviving]);
          return [dying, surviving.then(() => undefined)];
        });
        return outcome as T;
      } finally {
        await other.end();
      }
    },

    /** All at once and let luck decide: what must hold in any order. */
    race: <T>(count: number, act: (index: number) => Promise<T>): Promise<T[]> =>
      whenAllEnded(Array.from({ length: count }, (_, index) => act(index))),

    /**
     * Holds a row's lock, starts all rivals, opens the gate when each of them waits for it: the same
     * interleaving every time, without a sleep and without a hook in the shop.
     */
    raceAtGate: <T>(gate: Gate, rivals: readonly (() => Promise<T>)[], patience?: Patience): Promise<T[]> =>
      atGate(
        gate,
        async (allWait) => {
          const running = rivals.map((rival) => rival());
          await allWait(running);
          return running;
        },
        patience,
      ),

    /** The same, and the rivals come one after the other: Postgres lets them through in that order. */
    queueAtGate: <T>(gate: Gate, rivals: readonly (() => Promise<T>)[]): Promise<T[]> =>
      atGate(gate, async (allWait) => {
        const running: Promise<T>[] = [];
        for (const rival of rivals) {
          running.push(rival());
          await allWait(running);
        }
        return running;
      }),

    /** While one waits at the gate, the other goes through without waiting: what each of them answered. */
    passWhileWaiting: <T>(gate: Gate, waits: () => Promise<T>, passes: () => Promise<T>): Promise<T[]> =>
      atGate(gate, async (allWait) => {
        const waiting = waits();
        await allWait([waiting]);
        const passing = passes();
        await Promise.race([passing, failIfBothWait(passing)]);
        return [waiting, passing];
      }),
  };
}

/**
 * As strong as the API's own locks and updates, and no stronger: a row that only refers to this one (a foreign key
 * asks for KEY SHARE) goes on, else rivals would wait before they have read what they race for.
 */
async function lockRow(holder: ClientBase, { table, id }: Gate): Promise<void> {
  const { rowCount } = await holder.query(
    `SELECT FROM ${table} WHERE ${ID_COLUMNS[table] ?? 'id'} = $1 FOR NO KEY UPDATE`,
    [id],
  );
  if (rowCount !== 1) throw new Error(`There is no row ${id} in ${table} to hold.`);
}

/** As Promise.all, but a rival that fails leaves none of the others running into the next test. */
async function whenAllEnded<T>(running: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(running);
  return Promise.all(running);
}

async function failIfAnyEnds(running: readonly Promise<unknown>[]): Promise<never> {
  const outcome = await Promise.race(running);
  throw new Error(`A rival ended before the gate opened, so they did not race: ${JSON.stringify(outcome)}`);
}

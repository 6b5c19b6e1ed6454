import { blockedSessions } from './row-gate.ts';
import type { ShopContext } from './context.ts';

/** A row that every rival must lock: who holds it decides when they go on. */
export type Gate = {
  readonly table: 'carts' | 'orders' | 'payments' | 'stock' | 'coupons';
  readonly id: string;
};

/** Things that happen at the same time. */
export function races({ world }: ShopContext) {
  return {
    /** All at once and let luck decide: what must hold in any order. */
    race: <T>(count: number, act: (index: number) => Promise<T>): Promise<T[]> =>
      Promise.all(Array.from({ length: count }, (_, index) => act(index))),

    /**
     * Holds a row's lock, starts all rivals, opens the gate when each of them waits for it: the same
     * interleaving every time, without a sleep and without a hook in the shop.
     */
    async raceAtGate<T>(gate: Gate, rivals: readonly (() => Promise<T>)[]): Promise<T[]> {
      const holder = await world.database.connect();
      try {
        await holder.query('BEGIN');
        const column = gate.table === 'stock' ? 'product_id' : 'id';
        const { rowCount } = await holder.query(`SELECT FROM ${gate.table} WHERE ${column} = $1 FOR UPDATE`, [
          gate.id,
        ]);
        if (rowCount !== 1) throw new Error(`There is no row ${gate.id} in ${gate.table} to hold.`);
        const running = rivals.map((rival) => rival());
        // One that ends without waiting never met the others: the test would prove nothing.
        await Promise.race([blockedSessions(world.database, rivals.length), failIfAnyEnds(running)]);
        await holder.query('COMMIT');
        return await Promise.all(running);
      } finally {
        await holder.query('ROLLBACK');
        holder.release();
      }
    },
  };
}

async function failIfAnyEnds(running: readonly Promise<unknown>[]): Promise<never> {
  const outcome = await Promise.race(running);
  throw new Error(`A rival ended before the gate opened, so they did not race: ${JSON.stringify(outcome)}`);
}

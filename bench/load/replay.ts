import { Pool } from 'pg';
import type { RecordedLife, Unit } from './recorded-life.ts';
import type { Carts } from './ready-carts.ts';

export type Replay = {
  /** Makes that many lives ready, outside of what is measured: the parameters of each with ids of its own. */
  prepare(count: number): Promise<readonly (readonly Unit[])[]>;
  /** Sends them, with so many clients at once. */
  run(lives: readonly (readonly Unit[])[], clients: number): Promise<void>;
  /** Alone, one statement after the other: milliseconds for each text. */
  timeStatements(lives: readonly (readonly Unit[])[]): Promise<ReadonlyMap<string, readonly number[]>>;
  /** The carts whose orders no client made. */
  readonly cartIds: readonly string[];
  stop(): Promise<void>;
};

/** The reference: what the API says to Postgres for one order, without HTTP, validation or anything else. */
export function createReplay(
  databaseUrl: string,
  poolSize: number,
  lifeOf: (original: string) => RecordedLife,
  carts: Carts,
): Replay {
  const pool = new Pool({
    connectionString: databaseUrl,
    max: poolSize,
    application_name: 'topheavy-bench-sql',
  });
  const sendUnit = async (unit: Unit): Promise<void> => {
    const client = await pool.connect();
    try {
      for (const command of unit) await client.query(command);
    } finally {
      client.release();
    }
  };
  const cartIds: string[] = [];
  return {
    cartIds,
    async prepare(count) {
      await carts.prepare(count);
      return Array.from({ length: count }, () => {
        const cart = carts.take();
        cartIds.push(cart.id);
        return lifeOf(cart.original).forCart(cart.id);
      });
    },
    async run(lives, clients) {
      const waiting = [...lives];
      await Promise.all(
        Array.from({ length: clients }, async () => {
          for (let life = waiting.pop(); life !== undefined; life = waiting.pop())
            for (const unit of life) await sendUnit(unit);
        }),
      );
    },
    async timeStatements(lives) {
      const times = new Map<string, number[]>();
      const client = await pool.connect();
      try {
        for (const command of lives.flat(2)) {
          const startedAt = performance.now();
          await client.query(command);
          const known = times.get(command.text) ?? [];
          known.push(performance.now() - startedAt);
          times.set(command.text, known);
        }
      } finally {
        client.release();
      }
      return times;
    },
    stop: () => pool.end(),
  };
}

import { cpuSeconds, cpuSecondsOfFamily, parentOf } from '../processes/cpu-seconds.ts';
import type { OpenShop } from '../processes/open-shop.ts';

/** Wall and CPU seconds of one stretch; CPU is null where it cannot be seen. */
export type Stretch = {
  readonly wall: number;
  readonly api: number | null;
  readonly postgres: number | null;
  readonly fakes: number | null;
  readonly constant: number | null;
  /** This process: the clients, or the replay of the SQL. */
  readonly clients: number;
  /** On the clock of profiles: microseconds. */
  readonly from: number;
  readonly to: number;
};

export type Meter = { measure<T>(work: () => Promise<T>): Promise<readonly [T, Stretch]> };

type Pids = { readonly api: number; readonly fakes: number; readonly constant: number };

export async function createMeter(
  { postgres, database }: Pick<OpenShop, 'postgres' | 'database'>,
  pids: Pids,
): Promise<Meter> {
  const postmaster = postgres.source === 'embedded' ? await postmasterOf(database) : null;
  const look = () => {
    const { user, system } = process.cpuUsage();
    return {
      at: performance.now(),
      micros: Number(process.hrtime.bigint() / 1000n),
      api: cpuSeconds(pids.api),
      fakes: cpuSeconds(pids.fakes),
      constant: cpuSeconds(pids.constant),
      postgres: postmaster === null ? null : cpuSecondsOfFamily(postmaster),
      clients: (user + system) / 1e6,
    };
  };
  return {
    async measure(work) {
      const before = look();
      const result = await work();
      const after = look();
      const used = (name: 'api' | 'fakes' | 'constant' | 'postgres'): number | null => {
        const [from, to] = [before[name], after[name]];
        return from === null || to === null ? null : to - from;
      };
      const stretch = {
        wall: (after.at - before.at) / 1000,
        api: used('api'),
        postgres: used('postgres'),
        fakes: used('fakes'),
        constant: used('constant'),
        clients: after.clients - before.clients,
        from: before.micros,
        to: after.micros,
      };
      return [result, stretch];
    },
  };
}

/** Only on this machine, not in a container: there process ids are others. */
async function postmasterOf(database: OpenShop['database']): Promise<number | null> {
  const { rows } = await database.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return parentOf(rows[0]?.pid ?? 0);
}

/** Several stretches as one; null stays null. */
export function together(stretches: readonly Stretch[]): Omit<Stretch, 'from' | 'to'> {
  const sum = (name: 'api' | 'postgres' | 'fakes' | 'constant'): number | null =>
    stretches.some((one) => one[name] === null)
      ? null
      : stretches.reduce((total, one) => total + (one[name] ?? 0), 0);
  return {
    wall: stretches.reduce((total, one) => total + one.wall, 0),
    clients: stretches.reduce((total, one) => total + one.clients, 0),
    api: sum('api'),
    postgres: sum('postgres'),
    fakes: sum('fakes'),
    constant: sum('constant'),
  };
}

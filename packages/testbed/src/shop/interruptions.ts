import type { HttpClient } from '../http/client.ts';
import type { Answer } from './answer.ts';
import type { ShopContext } from './context.ts';

export type Interrupted<T> = {
  /** The process that was thought dead goes on after all; what it answers in the end. */
  goesOn(): Promise<Answer<T>>;
};

/** Requests that stop half-way. */
export function interruptions({ world }: ShopContext) {
  const { control } = world.fakes;
  return {
    /**
     * A process that the provider has answered and that has not recorded it, with the lease on its
     * Idempotency-Key over: what a crash at this point leaves behind. `before-effect`: the same, one
     * step earlier.
     */
    async interruptedAt<T>(
      op: string,
      act: (via: HttpClient) => Promise<Answer<T>>,
      phase: 'before-effect' | 'after-effect' = 'after-effect',
    ): Promise<Interrupted<T>> {
      const api = await world.startApi({ IDEMPOTENCY_LEASE_MS: '1' });
      const fault = await control.arm({ on: { op }, phase, effect: { kind: 'hold' } });
      const running = act(api.http);
      await control.untilHeld(fault);
      return {
        async goesOn() {
          await control.release(fault);
          const answer = await running;
          await api.stop();
          return answer;
        },
      };
    },
    /** The API's transactions that are open now. */
    async openTransactions(): Promise<number> {
      const { rows } = await world.database.query<{ open: number }>(
        `SELECT count(*)::int AS open FROM pg_stat_activity
         WHERE datname = current_database() AND application_name = 'topheavy-api' AND xact_start IS NOT NULL`,
      );
      return rows[0]?.open ?? 0;
    },
  };
}

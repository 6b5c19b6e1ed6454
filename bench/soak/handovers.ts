import { setTimeout as pause } from 'node:timers/promises';
import type { FakesControl } from '@topheavy/fakes';
import type { Handover } from './needless-repeats.ts';

/** The calls that the relay makes; the event's id is their idempotency key. */
const OPS = ['resend.emails.send', 'square.inventory.batch_change'];

/** The fakes keep at least 2,500 exchanges: they may have 500 of them a second. */
const LOOK_MS = 5000;

export type Handovers = {
  /** Looks on until then. */
  watch(until: number): Promise<void>;
  /** All since the first look. */
  all(): Promise<readonly Handover[]>;
};

export function handoversOf(control: FakesControl): Handovers {
  const seen = new Map<number, Handover>();
  const look = async (): Promise<void> => {
    for (const op of OPS) {
      for (const { sequence, at, idempotencyKey, status, faultId } of await control.journal({ op }))
        seen.set(sequence, {
          op,
          eventId: idempotencyKey ?? '',
          atMs: Date.parse(at),
          done: status === 200 && faultId === null,
        });
    }
  };
  return {
    async watch(until) {
      for (let leftMs = LOOK_MS; leftMs > 0; leftMs = until - performance.now()) {
        await pause(Math.min(LOOK_MS, leftMs));
        await look();
      }
    },
    async all() {
      await look();
      return [...seen.values()];
    },
  };
}

import type { ServerResponse } from 'node:http';
import { ControlError } from './control-error.ts';

type Ending = 'pass' | 'silent';

/** The exchanges that faults keep waiting. */
export type FaultWaits = {
  /** Until `ms` are over, the fault is released or, with `untilClose`, the client has left. */
  wait(
    id: string,
    response: ServerResponse,
    options?: { ms?: number; untilClose?: boolean },
  ): Promise<Ending>;
  /** Lets the exchanges of that fault go on. */
  release(id: string): void;
  untilHeld(id: string, count: number): Promise<void>;
  /** Hangs up on all. */
  clear(): void;
};

export const createFaultWaits = (): FaultWaits => {
  const waits = new Set<{ id: string; end(outcome: Ending): void }>();
  let watchers: { id: string; count: number; resolve(): void; reject(error: Error): void }[] = [];

  const held = (id: string): number => [...waits].filter((one) => one.id === id).length;
  const notifyWatchers = (): void => {
    watchers = watchers.filter((watcher) => {
      if (held(watcher.id) < watcher.count) return true;
      watcher.resolve();
      return false;
    });
  };

  return {
    wait: (id, response, { ms, untilClose = false } = {}) =>
      new Promise((resolve) => {
        const pending = {
          id,
          end: (outcome: Ending) => {
            clearTimeout(timer);
            waits.delete(pending);
            response.off('close', left);
            if (outcome === 'silent') response.destroy();
            resolve(outcome);
          },
        };
        const left = (): void => pending.end('silent');
        const timer = ms === undefined ? undefined : setTimeout(() => pending.end('pass'), ms);
        waits.add(pending);
        notifyWatchers();
        if (!untilClose) return;
        if (response.destroyed) left();
        else response.once('close', left);
      }),
    release: (id) => {
      for (const one of waits) if (one.id === id) one.end('pass');
    },
    untilHeld: async (id, count) => {
      if (held(id) >= count) return;
      await new Promise<void>((resolve, reject) => watchers.push({ id, count, resolve, reject }));
    },
    clear: () => {
      for (const one of waits) one.end('silent');
      for (const watcher of watchers) {
        watcher.reject(new ControlError(`The fakes were reset while waiting for fault '${watcher.id}'.`));
      }
      watchers = [];
    },
  };
};
